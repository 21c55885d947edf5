using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.CommandLine;

/// <summary>Puts what is wrong with the settings into one line per mistake.</summary>
public static partial class SettingMistakes
{
    /// <summary>The mistakes that an exception at the start tells of; empty when it is about something else.</summary>
    public static IReadOnlyList<string> In(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several => [.. several.InnerExceptions.SelectMany(In)],
        // The binder's word for a value of the wrong type; it names the key.
        InvalidOperationException { InnerException: FormatException or OverflowException or ArgumentException } unbound =>
            [unbound.Message],
        InvalidOperationException { InnerException: InvalidOperationException inner } => In(inner),
        InvalidOperationException unknown when UnknownSettings().Match(unknown.Message) is { Success: true } match =>
            [$"There is no such setting in {Section(match.Groups["type"].Value)}: {match.Groups["names"].Value}."],
        _ => [],
    };

    /// <summary>Options classes are named after their section: "ChatOps.Access.AccessOptions" is "Access".</summary>
    private static string Section(string type) => type.Split('.')[^1].Replace("Options", string.Empty, StringComparison.Ordinal);

    /// <summary>The strict binder's words: "... properties were not found on the instance of T: 'Grnts'".</summary>
    [GeneratedRegex("were not found on the instance of (?<type>[^:]+): (?<names>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnknownSettings();
}
