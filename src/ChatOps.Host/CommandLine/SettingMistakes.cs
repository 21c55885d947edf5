using Microsoft.Extensions.Options;

namespace ChatOps.Host.CommandLine;

/// <summary>Puts what is wrong with the settings into one line per mistake.</summary>
public static class SettingMistakes
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
        _ => [],
    };
}
