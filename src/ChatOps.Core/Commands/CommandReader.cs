using System.CommandLine;
using System.CommandLine.Parsing;

namespace ChatOps.Commands;

/// <summary>Reads the words after a command's name into the command.</summary>
internal static class CommandReader
{
    /// <summary>
    /// Before each word that is not an option, so that the parser takes it as plain text whatever it looks like
    /// ("@file", "[diagram]", "--pod" in quotes). Normalised text has no control character, so nobody can type it.
    /// </summary>
    private const char PlainMark = '\u0002';

    public static Result<ICommand> Read(CommandTree tree, CommandEntry entry, CommandPlace place)
    {
        if (!Tokens(entry, place.Rest).TryGet(out var tokens, out var problem))
        {
            return problem;
        }

        var parsed = tree.Parse([.. place.Path, .. tokens]);
        problem = Misfit(entry, parsed);
        return problem is null ? Make(entry, parsed) : problem;
    }

    private static Result<List<string>> Tokens(CommandEntry entry, IReadOnlyList<Word> words)
    {
        var tokens = new List<string>();
        var optionsEnded = false;
        foreach (var word in FreeText.Gather(entry, words))
        {
            if (optionsEnded || !word.IsOption)
            {
                tokens.Add(PlainMark + word.Text);
            }
            else if (word.EndsOptions)
            {
                optionsEnded = true;
            }
            else if (AddOption(entry, word.Text, tokens) is { } problem)
            {
                return problem;
            }
        }

        return tokens;
    }

    private static Problem? AddOption(CommandEntry entry, string word, List<string> tokens)
    {
        var (typed, value) = word.Split('=', 2) is [var left, var right] ? (left, right) : (word, null);
        var option = entry.FindOption(typed);
        if (option is null)
        {
            return ParseProblems.UnknownOption(entry, typed);
        }

        tokens.Add(option.Symbol.Name);
        if (value is null)
        {
            return null;
        }

        tokens.Add(PlainMark + value);
        return option.IsFlag ? ParseProblems.FlagWithValue(entry, option) : null;
    }

    private static Problem? Misfit(CommandEntry entry, ParseResult parsed)
    {
        foreach (var option in entry.Options.Where(option => !option.IsFlag))
        {
            if (Given(parsed, option) is OptionResult { IdentifierTokenCount: > 1 })
            {
                return ParseProblems.OptionTwice(entry, option);
            }

            if (Given(parsed, option) is { Tokens.Count: 0 })
            {
                return ParseProblems.OptionWithoutValue(entry, option);
            }
        }

        var missing = entry.Parameters.FirstOrDefault(
            parameter => parameter.IsRequired && Words(parsed, parameter).Count == 0);
        if (missing is not null)
        {
            return ParseProblems.Missing(entry, missing);
        }

        return parsed.UnmatchedTokens.Count == 0
            ? null
            : ParseProblems.TooMany(entry, [.. parsed.UnmatchedTokens.Select(Unmarked)]);
    }

    private static Result<ICommand> Make(CommandEntry entry, ParseResult parsed)
    {
        var values = new object?[entry.Parameters.Count];
        for (var index = 0; index < values.Length; index++)
        {
            var parameter = entry.Parameters[index];
            var words = Words(parsed, parameter);
            values[index] = Value(parameter, words, isGiven: Given(parsed, parameter) is not null);
            if (values[index] is null && words.Count > 0)
            {
                return ParseProblems.BadValue(entry, parameter, words[0]);
            }
        }

        return Result.Of(entry.Make(values));
    }

    private static object? Value(CommandParameter parameter, IReadOnlyList<string> words, bool isGiven)
    {
        if (parameter.IsFlag)
        {
            return isGiven;
        }

        if (parameter.TakesMany)
        {
            return words.ToArray();
        }

        return words.Count == 0 ? null : parameter.Read(words[0]);
    }

    private static List<string> Words(ParseResult parsed, CommandParameter parameter) =>
        [.. (Given(parsed, parameter)?.Tokens ?? []).Select(token => Unmarked(token.Value))];

    private static SymbolResult? Given(ParseResult parsed, CommandParameter parameter) =>
        parsed.GetResult(parameter.Symbol) is { } result and not OptionResult { Implicit: true } ? result : null;

    private static string Unmarked(string token) => token.TrimStart(PlainMark);
}
