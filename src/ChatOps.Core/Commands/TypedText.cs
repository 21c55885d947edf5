using System.Globalization;
using System.Text;

namespace ChatOps.Commands;

/// <summary>
/// A text as its writer meant it: typographic quotes and unusual spaces, which phones and word processors put in place
/// of plain ones, become plain; what can't be seen (control characters, zero-width and direction marks) is gone, so that
/// no answer can echo it.
/// </summary>
public static class TypedText
{
    /// <summary>The same text on one line, its quotes and spaces plain. Dashes stay: see <see cref="Word"/>.</summary>
    public static string Normalise(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Plain(rune) is { } kept)
            {
                plain.Append(kept.ToString());
            }
        }

        return plain.ToString();
    }

    private static Rune? Plain(Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            return new Rune(' ');
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format)
        {
            return null;
        }

        return PlainQuote(rune);
    }

    private static Rune PlainQuote(Rune rune) => rune.Value switch
    {
        // Double quotes: low, high, reversed, angled, prime, full-width.
        0x201C or 0x201D or 0x201E or 0x201F or 0x00AB or 0x00BB or 0x2033 or 0x2036 or 0xFF02 => new Rune('"'),

        // Single ones likewise, and the accents that stand in for them; chat users quote with back-ticks too.
        0x2018 or 0x2019 or 0x201A or 0x201B or 0x2039 or 0x203A or 0x2032 or 0x2035 or 0xFF07 or 0x0060 or 0x00B4 =>
            new Rune('\''),
        _ => rune,
    };
}
