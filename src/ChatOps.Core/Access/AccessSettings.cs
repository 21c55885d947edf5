using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Access;

/// <summary>
/// The settings of access as they are now: saving the file is enough. A mistake that is saved while the bot runs is told,
/// and what was valid before stays in force: a slip must not stop an operation half-way.
/// </summary>
public sealed partial class AccessSettings(IOptionsMonitor<AccessOptions> monitor, ILogger<AccessSettings> logger)
{
    private volatile AccessOptions? _lastValid;
    private volatile string? _mistake;

    /// <summary>What is wrong with the settings as they were saved last, or null.</summary>
    public string? Mistake => TryRead() is null ? _mistake : null;

    /// <exception cref="OptionsValidationException">They were never valid: at the start.</exception>
    public AccessOptions Current => TryRead() ?? _lastValid ?? monitor.CurrentValue;

    private AccessOptions? TryRead()
    {
        try
        {
            _lastValid = monitor.CurrentValue;
            _mistake = null;
            return _lastValid;
        }
        catch (Exception invalid) when (invalid is OptionsValidationException or InvalidOperationException)
        {
            Tell(invalid);
            return null;
        }
    }

    private void Tell(Exception invalid)
    {
        var mistake = invalid is OptionsValidationException { Failures: var failures }
            ? string.Join(' ', failures)
            : invalid.GetBaseException().Message;
        if (_mistake != mistake)
        {
            _mistake = mistake;
            LogMistake(mistake);
        }
    }

    [LoggerMessage(LogLevel.Error, "The settings of access were changed to something that is wrong, so those before stay in force: {Mistake}")]
    private partial void LogMistake(string mistake);
}
