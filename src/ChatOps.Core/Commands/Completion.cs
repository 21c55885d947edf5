namespace ChatOps.Commands;

/// <summary>What could stand at the end of a text that is still being typed.</summary>
internal static class Completion
{
    private const int Most = 50;

    public static IReadOnlyList<string> Of(CommandTree tree, string text, IReadOnlyList<CommandEntry> offered)
    {
        var words = Word.Split(text);
        var isNewWord = words.Count == 0 || text.EndsWith(' ');
        var typed = isNewWord ? "" : words[^1].Text;
        var place = tree.Locate(isNewWord ? words : [.. words.SkipLast(1)]);
        return
        [
            .. Candidates(place, typed, offered)
                .Where(word => word.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Distinct(StringComparer.Ordinal)
                .Take(Most),
        ];
    }

    private static IEnumerable<string> Candidates(CommandPlace place, string typed, IReadOnlyList<CommandEntry> offered)
    {
        var commands = place.Rest.Count == 0 ? place.Next.Where(word => LeadsOn([.. place.Path, word], offered)) : [];
        return place.Entry is { } entry && offered.Contains(entry) ? commands.Concat(Values(entry, place.Rest, typed)) : commands;
    }

    /// <summary>Whether the words name an offered command, or begin the name of one.</summary>
    private static bool LeadsOn(IReadOnlyList<string> path, IReadOnlyList<CommandEntry> offered)
    {
        var words = string.Join(' ', path);
        return offered.Any(command => command.Name == words || command.Name.StartsWith($"{words} ", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Values(CommandEntry entry, IReadOnlyList<Word> words, string typed)
    {
        if (words.Count > 0 && words[^1].IsOption && entry.FindOption(words[^1].Text) is { IsFlag: false } asking)
        {
            return Sorted(asking.Known);
        }

        var options = entry.Options.Select(option => option.Symbol.Name)
            .Where(name => !words.Any(word => word.IsOption && word.Text.Equals(name, StringComparison.OrdinalIgnoreCase)));
        var argument = entry.Arguments.ElementAtOrDefault(CountArguments(entry, words));
        return argument is null || typed.StartsWith('-') ? options : Sorted(argument.Known).Concat(options);
    }

    private static int CountArguments(CommandEntry entry, IReadOnlyList<Word> words) =>
        words.Where((word, index) => !word.IsOption && !IsValueOfOption(entry, words, index)).Count();

    private static bool IsValueOfOption(CommandEntry entry, IReadOnlyList<Word> words, int index) =>
        index > 0 && words[index - 1].IsOption && entry.FindOption(words[index - 1].Text) is { IsFlag: false };

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
