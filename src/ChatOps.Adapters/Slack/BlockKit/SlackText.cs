using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>Text on its way to Slack: <see cref="ReadableText"/> as Slack counts it, and escaped.</summary>
public static class SlackText
{
    /// <inheritdoc cref="ReadableText.Clean"/>
    public static string Clean(string text) => ReadableText.Clean(text);

    /// <inheritdoc cref="ReadableText.OneLine"/>
    public static string OneLine(string text, int limit) => ReadableText.OneLine(text, limit, Length);

    /// <inheritdoc cref="ReadableText.Beginning"/>
    public static string Beginning(string text, int limit) => ReadableText.Beginning(text, limit);

    /// <summary>
    /// How long Slack may find the text at most: in UTF-16 units, with the three control characters counted as escaped.
    /// </summary>
    public static int Length(string text) => text.Sum(Length);

    /// <inheritdoc cref="ReadableText.Cut"/>
    /// <param name="limit">In characters as <see cref="Length(string)"/> counts them, at least 1.</param>
    public static string Cut(string text, int limit) => ReadableText.Cut(text, limit, Length);

    /// <inheritdoc cref="ReadableText.Pieces"/>
    /// <param name="limit">At least 5, so that each piece has room for one escaped character.</param>
    public static IEnumerable<string> Pieces(string text, int limit) => ReadableText.Pieces(text, limit, Length);

    /// <summary>For Slack's mrkdwn: escapes the three control characters, as Slack asks, and nothing else.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static int Length(char c) => c switch
    {
        '&' => "&amp;".Length,
        '<' or '>' => "&lt;".Length,
        _ => 1,
    };
}
