using System.Text;
using ChatOps.Chat;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>Text on its way into a card: <see cref="ReadableText"/> as JSON counts it.</summary>
internal static class CardText
{
    private const string NoBreakSpace = "\u00A0";

    /// <summary>
    /// What Markdown in a TextBlock may give a meaning to. Source: learn.microsoft.com, "Format cards in Teams"; the renderers
    /// follow CommonMark, in which a backslash takes it away.
    /// </summary>
    private const string MarkdownSigns = "\\`*_{}[]()<>#+-.!|~&";

    /// <summary>
    /// The text with nothing in it that can't be seen, and no date function: a card shows "{{DATE(...)}}" as a date of the
    /// reader's, even where Markdown is off.
    /// </summary>
    public static string Clean(string text) => ReadableText.Clean(text)
        .Replace("{{DATE(", "{{ DATE(", StringComparison.OrdinalIgnoreCase)
        .Replace("{{TIME(", "{{ TIME(", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc cref="ReadableText.OneLine"/>
    public static string OneLine(string text, int limit) => Clean(ReadableText.OneLine(text, limit, Length));

    /// <inheritdoc cref="ReadableText.Cut"/>
    public static string Cut(string text, int limit) => ReadableText.Cut(text, limit, Length);

    /// <inheritdoc cref="ReadableText.Pieces"/>
    public static IEnumerable<string> Pieces(string text, int limit) => ReadableText.Pieces(text, limit, Length);

    /// <summary>Columns stay under each other where a client squeezes spaces.</summary>
    public static string Spaced(string line) => line.Replace("  ", NoBreakSpace + NoBreakSpace);

    /// <summary>For the one text of a card that clients may read as Markdown, its fallback.</summary>
    public static string EscapeMarkdown(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            escaped.Append(MarkdownSigns.Contains(c) ? $"\\{c}" : c);
        }

        return escaped.ToString();
    }

    /// <summary>In characters of JSON, whoever writes it: all but plain letters may be escaped as \u0000.</summary>
    public static int Length(string text) => text.Sum(Length);

    private static int Length(char c) => c is >= ' ' and <= '~' and not ('"' or '\\' or '<' or '>' or '&' or '\'' or '+' or '`') ? 1 : 6;
}
