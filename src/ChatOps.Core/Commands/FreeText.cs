namespace ChatOps.Commands;

/// <summary>
/// Lets people say a reason without quotes, which phones make hard to type: "deny 17 --reason wrong volume, ask Ann".
/// </summary>
internal static class FreeText
{
    /// <summary>
    /// The same words, those of a text in one. Only a text that is said last is: all other arguments are there before it, so
    /// that none of its words can be meant as one. "restart pgbouncer --reason stuck zodiac-cosmo-1172" could mean either, and
    /// would restart another pgbouncer than was meant.
    /// </summary>
    public static IReadOnlyList<Word> Gather(CommandEntry entry, IReadOnlyList<Word> words)
    {
        for (var index = 0; index < words.Count; index++)
        {
            if (words[index].EndsOptions)
            {
                return words;
            }

            var text = TextAfter(entry, words, index);
            if (text.Count > 1 && CountArguments(entry, words.Take(index)) >= entry.Arguments.Count())
            {
                var said = new Word(string.Join(' ', text.Select(word => word.Typed ?? word.Text)), IsQuoted: true);
                return [.. words.Take(index + 1), said, .. words.Skip(index + 1 + text.Count)];
            }
        }

        return words;
    }

    /// <summary>The words after an option that takes a text, up to the next option; none when they are in quotes already.</summary>
    private static List<Word> TextAfter(CommandEntry entry, IReadOnlyList<Word> words, int index) =>
        words[index].IsOption && entry.FindOption(words[index].Text) is { TakesText: true }
            ? [.. words.Skip(index + 1).TakeWhile((word, place) => (place > 0 || !word.IsQuoted) && (!word.IsOption || word.IsDashAlone))]
            : [];

    private static int CountArguments(CommandEntry entry, IEnumerable<Word> words)
    {
        var (count, isValue) = (0, false);
        foreach (var word in words)
        {
            count += word.IsOption || isValue ? 0 : 1;
            isValue = word.IsOption && entry.FindOption(word.Text) is { IsFlag: false };
        }

        return count;
    }
}
