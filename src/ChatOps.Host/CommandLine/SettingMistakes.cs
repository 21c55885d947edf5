using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.CommandLine;

/// <summary>Puts what is wrong with the settings into one line per mistake.</summary>
public static partial class SettingMistakes
{
    /// <summary>The mistakes that an exception at the start tells of; empty when it is about something else.</summary>
    public static IReadOnlyList<string> In(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures.Select(Readable)],
        AggregateException several => [.. several.InnerExceptions.SelectMany(In)],
        InvalidDataException { InnerException: FormatException broken } whole =>
            [$"A settings file can't be read. {whole.Message} {(broken.InnerException ?? broken).Message}"],
        IOException { InnerException: AddressInUseException } taken =>
            [$"{taken.Message} Is another ChatOps running? Otherwise change ASPNETCORE_URLS (the bot), Simulator:ClusterUrl or Simulator:HoustonUrl."],
        _ => [],
    };

    /// <summary>"DataAnnotation validation failed for 'SimulatorOptions' members: 'Speed' with the error: '...'."</summary>
    private static string Readable(string failure)
    {
        if (Annotated().Match(failure) is not { Success: true } match)
        {
            return failure;
        }

        var (error, member) = (match.Groups["error"].Value, match.Groups["member"].Value);
        return NamesItsSetting().IsMatch(error) || member.Length == 0
            ? error
            : $"{Section(match.Groups["type"].Value)}:{member}: {error}";
    }

    /// <summary>Options classes are named after their section: "ChatOps.Access.AccessOptions" is "Access".</summary>
    private static string Section(string type) =>
        type.Split('.')[^1].Replace("Options", string.Empty, StringComparison.Ordinal);

    [GeneratedRegex("^[A-Z][A-Za-z]+:[A-Za-z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamesItsSetting();

    [GeneratedRegex(
        "^DataAnnotation validation failed for '(?<type>[^']+)' members: '(?<member>[^']*)' with the error: '(?<error>.+)'\\.$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Annotated();
}
