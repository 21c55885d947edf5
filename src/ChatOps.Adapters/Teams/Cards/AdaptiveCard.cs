using System.Text.Json.Nodes;
using ChatOps.Chat;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>
/// Renders the bot's messages as Adaptive Cards 1.5, the version that Teams takes of bots. Source: learn.microsoft.com, "Types of
/// cards".
/// </summary>
public static class AdaptiveCard
{
    public const string Version = "1.5";

    /// <param name="refreshes">
    /// Whether the card asks for its newest state when it comes into sight: only of a message that the bot keeps up to date.
    /// The request has the verb <see cref="CardPress.RefreshVerb"/> and no data: the message that it stands in says which it is.
    /// </param>
    public static RenderedCard Render(Message message, bool refreshes)
    {
        var body = new JsonArray { TextBlock(message.Title) };
        foreach (var line in message.ToLines().Skip(1))
        {
            body.Add((JsonNode)TextBlock(line));
        }

        var card = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = Version, ["body"] = body };
        if (refreshes)
        {
            card["refresh"] = new JsonObject
            {
                ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = CardPress.RefreshVerb },
            };
        }

        return new(card, message.ToPlainText());
    }

    private static JsonObject TextBlock(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };
}

/// <summary>A message in Teams' form.</summary>
/// <param name="Content">The Adaptive Card.</param>
/// <param name="Summary">The same in a few plain words: what notifications show and screen readers speak; never empty.</param>
public sealed record RenderedCard(JsonObject Content, string Summary);
