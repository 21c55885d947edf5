using System.Text.Json.Nodes;

namespace ChatOps.Tests.Teams.Cards;

/// <summary>
/// What a card has to be for Teams, written down a second time from the documentation so that the renderer is held against it and not
/// against itself. Source: learn.microsoft.com and adaptivecards.io, version 1.5.
/// </summary>
internal static class CardRules
{
    /// <summary>An incoming webhook's limit; a bot has 100 KB as UTF-16.</summary>
    private const int LongestCard = 28_000;

    /// <summary>What Teams would refuse or show wrongly, one line each.</summary>
    public static IReadOnlyList<string> Broken(JsonObject card)
    {
        var all = Objects(card).ToList();
        return
        [
            .. card["version"]?.GetValue<string>() is "1.5" ? Array.Empty<string>() : ["another version"],
            .. string.IsNullOrWhiteSpace(card["fallbackText"]?.GetValue<string>()) ? ["no fallback text"] : Array.Empty<string>(),
            .. card.ToJsonString().Length > LongestCard ? [$"a card of {card.ToJsonString().Length}"] : Array.Empty<string>(),
            .. card["body"] is JsonArray { Count: > 0 } ? Array.Empty<string>() : ["no body"],
            .. Actions(card).Count(action => action["mode"] is null) > 2 ? ["more than two buttons in sight"] : Array.Empty<string>(),
            .. Actions(card).Count > 6 ? ["more than six buttons"] : Array.Empty<string>(),
            .. all.Where(it => Type(it) == "Input.Text").GroupBy(it => $"{it["id"]}").Where(id => id.Count() > 1).Select(id => $"two inputs {id.Key}"),
            .. all.SelectMany(BrokenIn),
        ];
    }

    /// <summary>All texts that people read as they are.</summary>
    public static IEnumerable<string> LiteralTexts(JsonObject card) =>
        Objects(card).Where(it => Type(it) == "TextRun").Select(it => it["text"]?.GetValue<string>() ?? "");

    /// <summary>All objects inside, itself first.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(property => Objects(property.Value)).Prepend(one),
        JsonArray many => many.SelectMany(Objects),
        _ => [],
    };

    public static IReadOnlyList<JsonObject> Actions(JsonObject card) => [.. (card["actions"] as JsonArray ?? []).OfType<JsonObject>()];

    private static IEnumerable<string> BrokenIn(JsonObject it) => Type(it) switch
    {
        "TextRun" => string.IsNullOrEmpty(it["text"]?.GetValue<string>()) ? ["an empty text"] : [],
        "RichTextBlock" => it["inlines"] is JsonArray { Count: > 0 } ? [] : ["a block without text"],
        "Container" => it["items"] is JsonArray { Count: > 0 } ? [] : ["an empty container"],
        "Action.Execute" => Execute(it),
        "Action.Submit" or "Action.ShowCard" => string.IsNullOrWhiteSpace(it["title"]?.GetValue<string>()) ? ["a button without a title"] : [],
        "AdaptiveCard" or "TextBlock" or "Input.Text" or "mention" or "" => [],
        var other => [$"an element that nobody checked: {other}"],
    };

    private static IEnumerable<string> Execute(JsonObject action)
    {
        if (string.IsNullOrWhiteSpace(action["title"]?.GetValue<string>()))
        {
            yield return "a button without a title";
        }

        if (action["verb"]?.GetValue<string>() == "command" && action["fallback"]?["data"]?.ToJsonString() != action["data"]?.ToJsonString())
        {
            yield return "a fallback that sends something else";
        }
    }

    private static string Type(JsonObject it) => it["type"]?.GetValue<string>() ?? "";
}
