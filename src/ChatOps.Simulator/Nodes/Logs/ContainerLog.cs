using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes.Logs;

/// <summary>
/// What a container has written, made up when somebody asks from what is known of it: so a container that nobody looks
/// at costs nothing, and the same question gets the same answer.
/// </summary>
internal sealed class ContainerLog(FailedRuns failedRuns)
{
    /// <summary>Put on a pod by its node agent: when its first container ceased to do anything.</summary>
    public const string StuckSinceAnnotation = "simulator.chatops.dev/stuck-since";

    // As after log rotation: only so many lines are still there.
    private const int Kept = 500;
    private static readonly TimeSpan BetweenStartLines = TimeSpan.FromMilliseconds(350);

    public IEnumerable<LogLine> Lines(ContainerView container, DateTimeOffset until)
    {
        var script = LogScript.Of(container);
        var end = container.Ended?.FinishedAt ?? StuckSince(container) ?? until;
        var failed = container.Ended is null ? null : failedRuns.Find(container);
        return failed is { HadBeenReady: false }
            ? Spread(failed.Failure.Log, container.StartedAt, end)
            : StartLines(script, container, end)
                .Concat(RegularLines(script, container, end))
                .Concat(failed is null ? Goodbye(container, end) : Spread(failed.Failure.LastWords, end, end));
    }

    private static IEnumerable<LogLine> StartLines(LogScript script, ContainerView container, DateTimeOffset end) =>
        Elapsed(container, end) > script.Interval * Kept ? [] : Spread(script.Start, container.StartedAt, end);

    /// <summary>A start is written at its usual pace, or as fast as its time allows.</summary>
    private static IEnumerable<LogLine> Spread(IReadOnlyList<string> lines, DateTimeOffset from, DateTimeOffset end)
    {
        var pace = (end - from) / Math.Max(1, lines.Count);
        var between = pace < BetweenStartLines ? pace : BetweenStartLines;
        return lines.Select((text, i) => LogTime.At(from + (between * i), text));
    }

    private static IEnumerable<LogLine> RegularLines(LogScript script, ContainerView container, DateTimeOffset end)
    {
        var written = (long)(Elapsed(container, end) / script.Interval);
        for (var i = Math.Max(1, written - Kept + 1); i <= written; i++)
        {
            yield return LogTime.At(container.StartedAt + (script.Interval * i), script.Regular[(int)(i % script.Regular.Count)]);
        }
    }

    private static IEnumerable<LogLine> Goodbye(ContainerView container, DateTimeOffset end) =>
        container.Ended is { ExitCode: 0 } ? [LogTime.At(end, "Shutdown complete.")] : [];

    private static DateTimeOffset? StuckSince(ContainerView container) =>
        container.IsMain ? Timestamps.Read(container.Pod.Annotation(StuckSinceAnnotation)) : null;

    private static TimeSpan Elapsed(ContainerView container, DateTimeOffset end) => end - container.StartedAt;
}
