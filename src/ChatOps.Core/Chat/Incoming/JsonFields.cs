using System.Text.Json;

namespace ChatOps.Chat.Incoming;

/// <summary>Reads a payload whose shape nobody promised: what is missing, null or of another kind is simply not there.</summary>
public static class JsonFields
{
    /// <summary>The payload, which outlives its document; null when the text is not a JSON object.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Child(this JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) ? child : null;

    public static IEnumerable<JsonElement?> Items(this JsonElement? element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Select(item => (JsonElement?)item)
            : [];

    /// <summary>The text, or an empty one when there is none.</summary>
    public static string Text(this JsonElement? element, string name)
    {
        try
        {
            return element.Child(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() ?? "" : "";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped: JSON allows it, no text holds it.
            return "";
        }
    }
}
