using System.Globalization;
using System.Text;

namespace ChatOps.Chat;

/// <summary>
/// Text on its way to a chat platform: cleaned, measured, cut. How long a text is each platform counts in its own way: a cost
/// says what it makes of one UTF-16 unit, at least 1.
/// </summary>
public static class ReadableText
{
    private const string Ellipsis = "…";

    /// <summary>
    /// The text with everything replaced by U+FFFD that nobody can see but that changes what one reads or can't be sent:
    /// control characters, halves of surrogate pairs, and the marks that reverse the direction of writing.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            clean.Append(IsHarmful(rune) ? Rune.ReplacementChar : rune);
        }

        return clean.ToString();
    }

    /// <summary>The text cleaned, in one line, cut to the limit; empty when there is nothing to see in it.</summary>
    public static string OneLine(string text, int limit, Func<char, int> cost) =>
        Cut(Clean(Beginning(text.TrimStart(), limit)).Replace('\n', ' ').Replace('\t', ' ').Trim(), limit, cost);

    /// <summary>As much of the text as can matter under a limit, still longer than it: a megabyte isn't cleaned for one line.</summary>
    public static string Beginning(string text, int limit) => text.Length <= 4 * limit ? text : text[..(4 * limit)];

    /// <summary>
    /// The text itself when it fits, otherwise as much as fits with an ellipsis: up to a line's or word's end where one is
    /// near, and never half a surrogate pair.
    /// </summary>
    /// <param name="limit">At least the cost of the ellipsis.</param>
    public static string Cut(string text, int limit, Func<char, int> cost) =>
        text.Sum(cost) <= limit ? text : text[..Head(text, limit - cost(Ellipsis[0]), cost)].TrimEnd() + Ellipsis;

    /// <summary>The text in pieces that fit, broken between lines or words where possible; together they are the text.</summary>
    /// <param name="limit">At least the cost of the dearest character.</param>
    public static IEnumerable<string> Pieces(string text, int limit, Func<char, int> cost)
    {
        while (text.Sum(cost) > limit)
        {
            var end = Head(text, limit, cost);
            yield return text[..end];
            text = text[end..];
        }

        yield return text;
    }

    /// <summary>Where to break: the end, in the text, of the longest good head that fits.</summary>
    private static int Head(string text, int limit, Func<char, int> cost)
    {
        var (end, used) = (0, 0);
        while (end < text.Length && used + cost(text[end]) <= limit)
        {
            used += cost(text[end]);
            end++;
        }

        if (end > 0 && end < text.Length && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return GoodEnd(text, end);
    }

    /// <summary>Just after a line break or a space in the last fifth, or where it was.</summary>
    private static int GoodEnd(string text, int end)
    {
        var (from, count) = (end - 1, end / 5);
        if (count == 0)
        {
            return end;
        }

        var line = text.LastIndexOf('\n', from, count);
        var good = line >= 0 ? line : text.LastIndexOf(' ', from, count);
        return good >= 0 ? good + 1 : end;
    }

    private static bool IsHarmful(Rune rune) =>
        rune.Value is not ('\n' or '\t')
        && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
            || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x2028 or 0x2029);
}
