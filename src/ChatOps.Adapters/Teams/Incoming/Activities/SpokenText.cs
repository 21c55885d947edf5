using System.Net;
using System.Text.Json;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Teams.Incoming.Activities;

/// <summary>What was said to the bot: without its own name, which calls it in channels and groups, and as it was typed.</summary>
internal static class SpokenText
{
    public static string Of(Activity activity)
    {
        var text = activity.Text;
        foreach (var mention in Mentions(activity.Payload).Where(mention => mention.Id == activity.BotId))
        {
            var at = text.IndexOf(mention.Text, StringComparison.Ordinal);
            text = at < 0 ? text : $"{text[..at]} {text[(at + mention.Text.Length)..]}";
        }

        // Teams escapes what people type: "&lt;", "&amp;", "&nbsp;".
        return WebUtility.HtmlDecode(text).Replace('\u00a0', ' ').Trim();
    }

    private static IEnumerable<(string Id, string Text)> Mentions(JsonElement? payload) => payload.Items("entities")
        .Where(entity => entity.Text("type") == "mention")
        .Select(entity => (entity.Child("mentioned").Text("id"), entity.Text("text")))
        .Where(mention => mention is { Item1.Length: > 0, Item2.Length: > 0 });
}
