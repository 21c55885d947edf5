using System.CommandLine;
using System.Text.RegularExpressions;

namespace ChatOps.Host.CommandLine;

/// <summary>
/// Words that a command doesn't know. Some commands let settings pass; a slip in one of their own options must not pass
/// with them, or an export would silently be of another time than asked for.
/// </summary>
internal static partial class StrayWords
{
    /// <summary>The first word that is neither the command's nor a setting, put as a mistake; null when there is none.</summary>
    public static string? In(ParseResult parsed) =>
        parsed.UnmatchedTokens.FirstOrDefault(word => !IsSetting(word)) is { } stray
            ? Explain(stray, parsed.CommandResult.Command)
            : null;

    /// <summary>"--Storage:Provider=PostgreSql".</summary>
    public static bool IsSetting(string word) => Setting().IsMatch(word);

    /// <summary>What is wrong with a word, and which of the command's options it most likely was to be.</summary>
    public static string Explain(string stray, Command command)
    {
        var word = stray.Split('=')[0];
        var near = word.StartsWith('-') ? Nearest.To(word, command.Options.Select(option => option.Name)) : [];
        return near is [var nearest]
            ? $"There is no {word} in {command.Name}. Did you mean {nearest}?"
            : $"{command.Name} can't take '{stray}': see {command.Name} --help. Settings are written --Section:Key=value.";
    }

    [GeneratedRegex("^--[A-Za-z]+(:[^:=]+)+=", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();
}
