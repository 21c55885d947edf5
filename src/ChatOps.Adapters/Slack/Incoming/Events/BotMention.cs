using System.Text.RegularExpressions;

namespace ChatOps.Adapters.Slack.Incoming.Events;

/// <summary>Takes the bot's own name out of what was said to it, and leaves other people's.</summary>
internal static class BotMention
{
    private static readonly Regex Mention = new(
        @"<@(?<id>[UW][A-Z0-9]+)(\|[^<>]*)?>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    public static string Strip(string text, IReadOnlyCollection<string> ownUserIds) =>
        Mention.Replace(text, match => ownUserIds.Contains(match.Groups["id"].Value) ? " " : match.Value).Trim();
}
