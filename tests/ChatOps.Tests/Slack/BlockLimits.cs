using System.Text.Json;
using ChatOps.Adapters.Slack.BlockKit;

namespace ChatOps.Tests.Slack;

/// <summary>
/// Slack's limits on a message, written down a second time from the documentation so that the renderer is held against them and
/// not against itself. Characters are counted after escaping, the stricter way. Source: docs.slack.dev, "Blocks".
/// </summary>
internal static class BlockLimits
{
    /// <summary>What Slack would refuse, one line each.</summary>
    public static IReadOnlyList<string> Broken(IReadOnlyList<Block> blocks)
    {
        var json = JsonSerializer.SerializeToElement(blocks, SlackJson.Options);
        List<string> broken = [.. json.EnumerateArray().SelectMany(BrokenIn)];
        if (json.GetArrayLength() > 50)
        {
            broken.Add($"{json.GetArrayLength()} blocks");
        }

        if (json.EnumerateArray().Sum(Characters) > 12_000)
        {
            broken.Add("the message is too long");
        }

        return broken;
    }

    private static IEnumerable<string> BrokenIn(JsonElement block) => block.GetProperty("type").GetString() switch
    {
        "header" => Text(block.GetProperty("text"), 150),
        "section" => Text(block.GetProperty("text"), 3000),
        "context" => Elements(block, 10).SelectMany(element => Text(element, 2000)),
        "actions" => Elements(block, 25).SelectMany(Button),
        "rich_text" => RichText(block),
        var other => [$"unknown block {other}"],
    };

    private static IEnumerable<string> Button(JsonElement button) =>
    [
        .. Text(button.GetProperty("text"), 75),
        .. Within(button.GetProperty("action_id").GetString(), 255, "action_id"),
        .. Within(button.GetProperty("value").GetString(), 2000, "value"),
    ];

    private static IEnumerable<string> RichText(JsonElement block) =>
    [
        .. Elements(block, 100).SelectMany(element => Elements(element, 500))
            .SelectMany(run => Within(run.GetProperty("text").GetString(), 3000, "rich text")),
        .. Characters(block) > 3000 ? ["a rich text block of more than 3000"] : Array.Empty<string>(),
    ];

    private static IEnumerable<JsonElement> Elements(JsonElement block, int most)
    {
        var elements = block.GetProperty("elements");
        return elements.GetArrayLength() is 0 || elements.GetArrayLength() > most
            ? throw new InvalidOperationException($"{elements.GetArrayLength()} elements: {block}")
            : elements.EnumerateArray();
    }

    private static IEnumerable<string> Text(JsonElement text, int most) =>
        text.GetProperty("type").GetString() is "plain_text"
            ? Within(text.GetProperty("text").GetString(), most, "text")
            : [$"not plain text: {text}"];

    private static IEnumerable<string> Within(string? text, int most, string what)
    {
        if (string.IsNullOrEmpty(text))
        {
            yield return $"{what} is empty";
        }
        else if (Escaped(text) > most)
        {
            yield return $"{what} has {Escaped(text)} characters of {most}";
        }
    }

    private static int Characters(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Sum(property =>
            property is { Name: "text", Value.ValueKind: JsonValueKind.String }
                ? Escaped(property.Value.GetString() ?? "")
                : Characters(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().Sum(Characters),
        _ => 0,
    };

    private static int Escaped(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Length;
}
