using System.Net;

namespace ChatOps.Adapters.Teams.Incoming.Activities;

/// <summary>
/// What was said to the bot: without its own name, which calls it in channels and groups, with other people by their ids, and else
/// as it was typed.
/// </summary>
internal static class SpokenText
{
    /// <param name="people">The object ids of those who are mentioned, by Teams' own; who is not among them stays as Teams wrote them.</param>
    public static string Of(Activity activity, IReadOnlyDictionary<string, string> people)
    {
        var text = activity.Text;
        foreach (var mention in activity.Mentions)
        {
            var named = mention.Id == activity.BotId ? " " : people.TryGetValue(mention.Id, out var id) ? $"@{id}" : mention.Text;
            var at = text.IndexOf(mention.Text, StringComparison.Ordinal);
            text = at < 0 ? text : $"{text[..at]}{named}{text[(at + mention.Text.Length)..]}";
        }

        // Teams escapes what people type: "&lt;", "&amp;", "&nbsp;".
        return WebUtility.HtmlDecode(text).Replace('\u00a0', ' ').Trim();
    }
}
