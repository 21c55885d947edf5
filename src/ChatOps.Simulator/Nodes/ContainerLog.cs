namespace ChatOps.Simulator.Nodes;

/// <summary>
/// What a container has written, made up when somebody asks from what is known of it: so a container that nobody looks
/// at costs nothing, and the same question gets the same answer.
/// </summary>
internal static class ContainerLog
{
    // As after log rotation: only so many lines are still there.
    private const int Kept = 500;
    private static readonly TimeSpan BetweenStartLines = TimeSpan.FromMilliseconds(350);

    public static IEnumerable<LogLine> Lines(ContainerView container, DateTimeOffset until)
    {
        var script = LogScript.Of(container);
        var end = container.Ended?.FinishedAt ?? until;
        return StartLines(script, container, end)
            .Concat(RegularLines(script, container, end))
            .Concat(LastWords(container, end));
    }

    private static IEnumerable<LogLine> StartLines(LogScript script, ContainerView container, DateTimeOffset end) =>
        script.Start.Select((text, i) => new LogLine(container.StartedAt + (BetweenStartLines * i), text))
            .Where(line => line.Time <= end && Elapsed(container, end) <= script.Interval * Kept);

    private static IEnumerable<LogLine> RegularLines(LogScript script, ContainerView container, DateTimeOffset end)
    {
        var written = (long)(Elapsed(container, end) / script.Interval);
        for (var i = Math.Max(1, written - Kept + 1); i <= written; i++)
        {
            yield return new(container.StartedAt + (script.Interval * i), script.Regular[(int)(i % script.Regular.Count)]);
        }
    }

    private static IEnumerable<LogLine> LastWords(ContainerView container, DateTimeOffset end) =>
        container switch
        {
            { Ended: null } => [],
            { Ended.ExitCode: 0 } => [new(end, "Shutdown complete.")],
            // The kernel gives no time for last words.
            { Ended.ExitCode: 137 } => [],
            _ => CrashReport.Of(container).Select(text => new LogLine(end, text)),
        };

    private static TimeSpan Elapsed(ContainerView container, DateTimeOffset end) => end - container.StartedAt;
}
