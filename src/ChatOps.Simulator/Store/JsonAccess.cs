using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Simulator.Store;

/// <summary>Short ways into JSON objects: reading never throws on what is missing, writing makes what is missing.</summary>
public static class JsonAccess
{
    /// <summary>How objects are written: plain characters stay plain, which is smaller and legible.</summary>
    public static readonly JsonSerializerOptions Compact =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is at the path; undefined (see <see cref="Exists"/>) when any part of it is missing.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return default;
            }
        }

        return element;
    }

    /// <summary>The text at the path; null when it is missing or isn't text.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The whole number at the path; null when it is missing or isn't one.</summary>
    public static long? Number(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value)
            ? value
            : null;

    /// <summary>The elements of the array at the path; none when it is missing.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>Whether there is a value other than null.</summary>
    public static bool Exists(this JsonElement element) =>
        element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>What is at the path; null when any part of it is missing.</summary>
    public static JsonNode? At(this JsonObject node, params ReadOnlySpan<string> path)
    {
        JsonNode? found = node;
        foreach (var name in path)
        {
            found = (found as JsonObject)?[name];
        }

        return found;
    }

    /// <summary>The text at the path; null when it is missing or isn't text.</summary>
    public static string? Text(this JsonObject node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The whole number at the path; null when it is missing or isn't one.</summary>
    public static long? Number(this JsonObject node, params ReadOnlySpan<string> path)
    {
        if (node.At(path) is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        return value.TryGetValue(out long number) ? number : value.TryGetValue(out int small) ? small : null;
    }

    /// <summary>The elements of the array at the path; none when it is missing.</summary>
    public static IEnumerable<JsonNode?> Items(this JsonObject node, params ReadOnlySpan<string> path) =>
        node.At(path) as JsonArray ?? [];

    /// <summary>The object at the path, made on the way when it is missing.</summary>
    public static JsonObject Child(this JsonObject node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (node[name] is not JsonObject child)
            {
                node[name] = child = [];
            }

            node = child;
        }

        return node;
    }

    /// <summary>The array under the name, made when it is missing.</summary>
    public static JsonArray ChildArray(this JsonObject node, string name)
    {
        if (node[name] is not JsonArray array)
        {
            node[name] = array = [];
        }

        return array;
    }

    /// <summary>Sets the name unless it has a value already.</summary>
    public static void Default(this JsonObject node, string name, JsonNode? value)
    {
        if (node[name] is null)
        {
            node[name] = value;
        }
    }
}
