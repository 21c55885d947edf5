using ChatOps.Simulator.Nodes.Prometheus;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes.Faults;

/// <summary>What each fault makes of a container: when it ends, with which code, after which words.</summary>
internal static class Failures
{
    private const int GivesUp = 1;
    private const int WrongConfiguration = 2;
    private const string Error = "Error";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AfterReading = TimeSpan.FromSeconds(5);

    // The probe begins after 10 s, and asks three times in 5 s each.
    private static readonly TimeSpan AfterThreeProbes = TimeSpan.FromSeconds(25);

    /// <param name="kind">One that makes a container fail.</param>
    public static Failure Of(FaultKind kind, StoredObject pod) => (kind, PrometheusLog.IsOf(pod)) switch
    {
        (FaultKind.OutOfMemory, true) => Killed(AfterReading, "OOMKilled", PrometheusLog.Of(pod).UntilSegment(57)),
        (FaultKind.OutOfMemory, false) => Killed(AfterReading, "OOMKilled", []),
        (FaultKind.LivenessKilled, true) => Starved(PrometheusLog.Of(pod).UntilSegment(3)),
        (FaultKind.LivenessKilled, false) => Starved([]),
        (FaultKind.CorruptLog, true) => Crash(PrometheusLog.Of(pod).UntilStorage, PrometheusLog.Of(pod).CorruptLog),
        (FaultKind.CorruptBlock, true) => Crash(PrometheusLog.Of(pod).UntilStorage, PrometheusLog.Of(pod).CorruptBlock),
        (FaultKind.DiskFull, true) => Crash(PrometheusLog.Of(pod).UntilStorage, PrometheusLog.Of(pod).DiskFull),
        _ => Crash(["Starting."], [LastWord(kind, pod.Labels.GetValueOrDefault("component", ""))]),
    };

    public static Failure BadConfiguration(StoredObject pod, ConfigMistake mistake)
    {
        var words = PrometheusLog.Of(pod).BadConfiguration(mistake);
        return new(Soon, WrongConfiguration, Error, words, words) { IsAtStartOnly = true };
    }

    private static Failure Crash(IReadOnlyList<string> start, IReadOnlyList<string> lastWords) =>
        new(Soon, GivesUp, Error, [.. start, .. lastWords], lastWords);

    /// <summary>The kernel gives no time for last words.</summary>
    private static Failure Killed(TimeSpan after, string reason, IReadOnlyList<string> log) => new(after, Failure.Killed, reason, log, []);

    private static Failure Starved(IReadOnlyList<string> log) => Killed(AfterThreeProbes, Error, log) with { IsByProbe = true };

    private static string LastWord(FaultKind kind, string component) => (kind, component) switch
    {
        (FaultKind.CorruptLog or FaultKind.CorruptBlock, "redis") =>
            "# Bad file format reading the append only file: make a backup of your AOF file, then use ./redis-check-aof --fix <filename>",
        (FaultKind.DiskFull, "redis") => "# Can't open the append-only file: No space left on device",
        (FaultKind.CorruptLog or FaultKind.CorruptBlock, _) => "Fatal: the data directory is damaged: unexpected end of file",
        (FaultKind.DiskFull, _) => "Fatal: can't write to the data directory: no space left on device",
        _ => "Fatal: unexpected error, exiting",
    };
}
