using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>What drive.mjs saw, as its README describes it.</summary>
public sealed class PlaygroundVisit(JsonElement result)
{
    /// <summary>All that was on the screen at the end.</summary>
    public string Screen => result.GetProperty("screen").GetString() ?? "";

    /// <summary>The cards that the bot sent, oldest first: posted ones and those that took their place.</summary>
    public IReadOnlyList<JsonObject> Cards =>
    [
        .. result.GetProperty("transcript").EnumerateArray()
            .Where(entry => entry.GetProperty("dir").GetString() == "from-bot")
            .SelectMany(entry => Objects(JsonNode.Parse(entry.GetRawText())))
            .Where(it => it["type"]?.GetValue<string>() == "AdaptiveCard" && it.ContainsKey("version")),
    ];

    /// <summary>The steps that pressed a button.</summary>
    public IReadOnlyList<JsonElement> Clicks =>
        [.. result.GetProperty("steps").EnumerateArray().Where(step => step.GetProperty("op").GetString() == "click")];

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(property => Objects(property.Value)).Prepend(one),
        JsonArray many => many.SelectMany(Objects),
        _ => [],
    };
}
