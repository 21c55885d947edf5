using System.Diagnostics;
using ChatOps.Rehearsing;

namespace ChatOps.Telemetry;

/// <summary>Follows one command from its text to the answer.</summary>
public sealed class CommandWatch : IDisposable
{
    private readonly CommandMeasures _measures;
    private readonly string _platform;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly Activity? _trace;
    private readonly bool _isRehearsal = Rehearsal.IsUnderWay;
    private string? _command;
    private string _outcome = CommandMeasures.Failed;

    internal CommandWatch(CommandMeasures measures, string platform, TimeProvider time)
    {
        (_measures, _platform, _time) = (measures, platform, time);
        _started = time.GetTimestamp();
        _trace = _isRehearsal ? null : Traces.Command(platform);
    }

    /// <summary>It is this command.</summary>
    public void Understood(string command)
    {
        _command = command;
        _trace?.Understood(command);
    }

    /// <param name="outcome">One of those that <see cref="CommandMeasures"/> names; without a word it counts as failed.</param>
    public void End(string outcome)
    {
        _outcome = outcome;
        _trace?.SetTag("chatops.outcome", outcome);
    }

    public void Dispose()
    {
        if (!_isRehearsal)
        {
            _measures.Count(_command, _platform, _outcome, _time.GetElapsedTime(_started));
        }

        _trace?.Dispose();
    }
}
