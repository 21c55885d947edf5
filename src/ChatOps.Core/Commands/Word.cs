using System.Buffers;

namespace ChatOps.Commands;

/// <summary>One word of a typed text.</summary>
/// <param name="Text">Without its quotes; when unquoted, with plain dashes.</param>
/// <param name="IsQuoted">Said in quotes: plain text, whatever it looks like.</param>
/// <param name="IsOpen">Its double quote is never closed, so that what it swallowed may have been meant otherwise.</param>
public readonly record struct Word(string Text, bool IsQuoted = false, bool IsOpen = false)
{
    /// <summary>As it was typed, where the plain dashes of <see cref="Text"/> were others.</summary>
    public string? Typed { get; init; }

    /// <summary>Nothing but a dash between spaces, as in a sentence.</summary>
    public bool IsDashAlone => !IsQuoted && (Typed ?? Text).All(IsDash) && !EndsOptionsAsTyped;

    /// <summary>Hyphen, non-breaking hyphen, figure, en and em dash, horizontal bar, minus.</summary>
    private static readonly SearchValues<char> LongDashes =
        SearchValues.Create("\u2010\u2011\u2012\u2013\u2014\u2015\u2212");

    /// <summary>It looks like an option. A negative number and a lone dash don't.</summary>
    public bool IsOption => !IsQuoted && Text is ['-', not (>= '0' and <= '9'), ..];

    private bool EndsOptionsAsTyped => Typed is null && Text is "--";

    /// <summary>From here on nothing is an option.</summary>
    public bool EndsOptions => this is { IsQuoted: false, Text: "--" };

    /// <summary>
    /// The words of a normalised text, apart at spaces. Quotes hold words together ("stuck since noon"); one that is never
    /// closed holds to the end. A quote inside a word is an apostrophe.
    /// </summary>
    public static IReadOnlyList<Word> Split(string text)
    {
        var words = new List<Word>();
        var start = AfterSpaces(text, 0);
        while (start < text.Length)
        {
            var (word, end) = IsQuote(text[start]) ? Quoted(text, start) : Bare(text, start);
            words.Add(word);
            start = AfterSpaces(text, end);
        }

        return words;
    }

    /// <summary>Puts a text into quotes, so that it is read as one word, whatever it looks like.</summary>
    public static string Quote(string text) => $"\"{text.Replace('"', '\'')}\"";

    private static (Word Word, int End) Quoted(string text, int start)
    {
        var closing = ClosingQuote(text, start);
        var isOpen = closing == text.Length && text[start] == '"';
        return (new Word(text[(start + 1)..closing], IsQuoted: true, isOpen), Math.Min(closing + 1, text.Length));
    }

    private static (Word Word, int End) Bare(string text, int start)
    {
        var end = text.IndexOf(' ', start) is var space and >= 0 ? space : text.Length;
        var value = text.IndexOf('=', start, end - start) + 1;
        if (value == 0 || value == end || !IsQuote(text[value]))
        {
            var typed = text[start..end];
            var plain = WithPlainDashes(typed);
            return (new Word(plain) { Typed = plain == typed ? null : typed }, end);
        }

        // --reason="stuck since noon"
        var (quoted, afterQuote) = Quoted(text, value);
        return (new Word(WithPlainDashes(text[start..value]) + quoted.Text, IsOpen: quoted.IsOpen), afterQuote);
    }

    /// <summary>A quote closes only at the end of a word, so that the apostrophe of 'don't know' doesn't.</summary>
    private static int ClosingQuote(string text, int opening)
    {
        for (var index = opening + 1; index < text.Length; index++)
        {
            if (text[index] == text[opening] && (index + 1 == text.Length || text[index + 1] == ' '))
            {
                return index;
            }
        }

        return text.Length;
    }

    /// <summary>
    /// Phones turn "--" into one long dash. So a long dash before a letter is an option's two dashes, before a digit a
    /// minus, and within a word the hyphen of a name.
    /// </summary>
    private static string WithPlainDashes(string word)
    {
        if (!word.AsSpan().ContainsAny(LongDashes))
        {
            return word;
        }

        var rest = string.Concat(word.SkipWhile(IsDash));
        var lead = word[..^rest.Length];
        if (lead.AsSpan().ContainsAny(LongDashes))
        {
            lead = rest is [>= '0' and <= '9', ..] ? "-" : "--";
        }

        return lead + string.Concat(rest.Select(letter => IsDash(letter) ? '-' : letter));
    }

    private static bool IsDash(char letter) => letter is '-' || LongDashes.Contains(letter);

    private static bool IsQuote(char letter) => letter is '"' or '\'';

    private static int AfterSpaces(string text, int index)
    {
        while (index < text.Length && text[index] == ' ')
        {
            index++;
        }

        return index;
    }
}
