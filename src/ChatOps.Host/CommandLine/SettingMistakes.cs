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
        InvalidDataException { InnerException: FormatException broken } => [$"A settings file can't be read: {broken.Message}"],
        IOException { InnerException: AddressInUseException } taken =>
            [$"{taken.Message} Is another ChatOps running? Otherwise change ASPNETCORE_URLS (the bot), Simulator:ClusterUrl or Simulator:HoustonUrl."],
        InvalidOperationException unbound when Unbound().Match(unbound.Message) is { Success: true } match =>
            [$"{match.Groups["key"].Value} can't be '{match.Groups["value"].Value}'{Allowed(match.Groups["type"].Value)}."],
        InvalidOperationException unknown when UnknownSettings().Match(unknown.Message) is { Success: true } match =>
            [$"There is no such setting in {Section(match.Groups["type"].Value)}: {match.Groups["names"].Value}."],
        InvalidOperationException { InnerException: InvalidOperationException inner } => In(inner),
        _ => [],
    };

    /// <summary>"DataAnnotation validation failed for 'SimulatorOptions' members: 'Speed' with the error: '...'."</summary>
    private static string Readable(string failure) => Annotated().Match(failure) is { Success: true } match
        ? $"{Section(match.Groups["type"].Value)}:{match.Groups["member"].Value}: {match.Groups["error"].Value}"
        : failure;

    /// <summary>Options classes are named after their section: "ChatOps.Access.AccessOptions" is "Access".</summary>
    private static string Section(string type) =>
        type.Split('.')[^1].Replace("Options", string.Empty, StringComparison.Ordinal);

    /// <summary>What would do instead, where the type says it.</summary>
    private static string Allowed(string typeName)
    {
        var type = AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(typeName)).FirstOrDefault(found => found is not null);
        return type switch
        {
            { IsEnum: true } => $": choose {string.Join(", ", Enum.GetNames(type))}",
            _ when type == typeof(TimeSpan) => ": write a time such as 00:10:00",
            _ when type == typeof(TimeOnly) => ": write a time of day such as 06:00",
            _ when type == typeof(bool) => ": write true or false",
            _ when typeName.Contains("List", StringComparison.Ordinal) => ": write a list, in JSON within [ ]",
            _ => ": write a number",
        };
    }

    [GeneratedRegex(
        "^DataAnnotation validation failed for '(?<type>[^']+)' members: '(?<member>[^']+)' with the error: '(?<error>.+)'\\.$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Annotated();

    /// <summary>The binder's word for a value of the wrong type.</summary>
    [GeneratedRegex(
        "^Failed to convert configuration value '(?<value>.*)' at '(?<key>[^']+)' to type '(?<type>[^']+)'",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unbound();

    /// <summary>The strict binder's words: "... properties were not found on the instance of T: 'Grnts'".</summary>
    [GeneratedRegex(
        "were not found on the instance of (?<type>[^:]+): (?<names>.+)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnknownSettings();
}
