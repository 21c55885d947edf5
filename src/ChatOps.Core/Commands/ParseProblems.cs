namespace ChatOps.Commands;

/// <summary>What is wrong with a text, each time with what would be right.</summary>
internal static class ParseProblems
{
    private const int EchoedLetters = 40;

    public static Problem OpenQuote() => Problem.Invalid(
        "A quote is opened and never closed, so nothing was done.",
        "Close it after the last word it holds together: --reason \"like this\".");

    public static Problem TooLong(int length) =>
        Problem.Invalid(
            $"That is {length:N0} characters; I read up to {CommandCatalog.LongestText:N0}.",
            "Say it shorter, for example: pods");

    public static Problem NoCommand(IReadOnlyList<CommandEntry> commands, CommandPlace place)
    {
        var path = string.Join(' ', place.Path);
        if (place.Rest.Count == 0)
        {
            return Problem.Invalid($"'{path}' wants one more word.", OneOf(path, place.Next));
        }

        var typed = Join(path, place.Rest[0].Text);
        if (Nearest.To(place.Rest[0].Text, place.Next) is not [var nearest])
        {
            return Problem.Invalid($"No command {Quoted(typed)}.", OneOf(path, place.Next));
        }

        var meant = Join(path, nearest);
        var entry = commands.FirstOrDefault(entry => $"{entry.Name} ".StartsWith($"{meant} ", StringComparison.Ordinal));
        return Problem.Invalid($"No command {Quoted(typed)}. Did you mean {meant}?", Example(entry));
    }

    public static Problem UnknownOption(CommandEntry entry, string typed)
    {
        var options = entry.Options.Select(option => option.Symbol.Name).ToList();
        var text = $"{entry.Name} has no option {Quoted(typed)}.";
        if (Nearest.To(typed, options) is [var nearest])
        {
            return Problem.Invalid($"{text} Did you mean {nearest}?", Example(entry));
        }

        var known = options.Count == 0 ? "It takes no options." : $"It takes {string.Join(", ", options)}.";
        return Problem.Invalid(text, Lines(known, Example(entry)));
    }

    public static Problem FlagWithValue(CommandEntry entry, CommandParameter flag) =>
        Problem.Invalid($"{flag.Symbol.Name} takes no value: say it or leave it out.", Example(entry));

    public static Problem OptionWithoutValue(CommandEntry entry, CommandParameter option) => Problem.Invalid(
        $"{option.Symbol.Name} wants {option.Accepts} after it: {option.Symbol.Name} {option.Placeholder}.",
        Example(entry));

    public static Problem OptionTwice(CommandEntry entry, CommandParameter option) =>
        Problem.Invalid($"{option.Symbol.Name} is there more than once.", Example(entry));

    public static Problem Missing(CommandEntry entry, CommandParameter parameter)
    {
        var name = parameter.IsOption ? parameter.Symbol.Name : $"<{parameter.Placeholder}>";
        return Problem.Invalid(
            $"{entry.Name} also needs {name}: {parameter.Accepts}.", Lines($"Usage: {entry.Usage}", Example(entry)));
    }

    public static Problem BadValue(CommandEntry entry, CommandParameter parameter, string typed)
    {
        var name = parameter.IsOption ? parameter.Symbol.Name : $"<{parameter.Placeholder}>";
        return Problem.Invalid($"{Quoted(typed)} can't be {name}: give {parameter.Accepts}.", Example(entry));
    }

    /// <remarks><see cref="FreeText"/> says why not every text can do without quotes.</remarks>
    public static Problem TooMany(CommandEntry entry, IReadOnlyList<string> words)
    {
        var surplus = words.Count == 1 ? "is one word" : "is where I lost track: there are words";
        var quotes = entry.Options.FirstOrDefault(option => option.TakesText) is { } text
            ? $"Say a text of several words in quotes, or when all else is said: {text.Symbol.Name} \"like this\"."
            : null;
        return Problem.Invalid(
            $"{Quoted(words[0])} {surplus} too many.", Lines($"Usage: {entry.Usage}", quotes, Example(entry)));
    }

    private static string? Example(CommandEntry? entry) =>
        entry?.Examples is [var first, ..] ? $"For example: {first}" : null;

    private static string OneOf(string path, IReadOnlyList<string> next) => path.Length == 0
        ? "Say help to see all commands."
        : $"One of: {string.Join(", ", next.Select(word => Join(path, word)))}.";

    private static string Join(string path, string word) => path.Length == 0 ? word : $"{path} {word}";

    private static string? Lines(params IEnumerable<string?> lines) =>
        string.Join('\n', lines.Where(line => line is not null)) is { Length: > 0 } text ? text : null;

    /// <summary>What was typed, short enough for a title. It is normalised, so nothing in it is unseen.</summary>
    private static string Quoted(string typed)
    {
        var letters = typed.EnumerateRunes().Take(EchoedLetters + 1).ToList();
        return letters.Count <= EchoedLetters ? $"'{typed}'" : $"'{string.Concat(letters.Take(EchoedLetters))}...'";
    }
}
