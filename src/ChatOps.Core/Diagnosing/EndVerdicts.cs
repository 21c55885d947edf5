using ChatOps.Inventory;

namespace ChatOps.Diagnosing;

/// <summary>What the end of a container's last run means, when it could not say so itself.</summary>
internal static class EndVerdicts
{
    /// <summary>Percent. Above that a process finds no room, whatever it says while it dies.</summary>
    private const int Full = 99;

    private const string Replaying = " while it read back its write-ahead log";

    public static Verdict? OutOfMemory(Findings findings) => findings.LastEnd is { IsOutOfMemory: true }
        ? new Verdict(Cause.OutOfMemory, $"It was killed for want of memory{While(findings)}{Limit(findings)}")
        : null;

    /// <summary>Most processes end well on the SIGTERM that comes first, so the exit code tells nothing.</summary>
    public static Verdict? Probe(Findings findings) => findings is { LastEnd: not null, Ailing: { } ailing }
        && findings.Events.Any(each => IsProbeKill(each) && (each.Container is null || each.Container == ailing.Name))
        ? new Verdict(Cause.LivenessKilled, $"Its liveness probe failed, so the kubelet killed it{While(findings)}")
        : null;

    /// <summary>
    /// Killed by nobody who says so while it read back its log: the kernel, whose word "OOMKilled" gets lost where not the first
    /// process of the container was hit. Replay brings back what killed it, so it goes on for ever (prometheus/prometheus#6934).
    /// </summary>
    public static Verdict? Replay(Findings findings) => findings.LastEnd is { WasKilled: true } && IsReplaying(findings)
        ? new Verdict(Cause.OutOfMemory, $"It was killed{Replaying}, most likely for want of memory{Limit(findings)}")
        : null;

    public static Verdict? FullDisk(Findings findings) => findings is { LastEnd: not null, Fill.Percent: >= Full }
        ? new Verdict(Cause.DiskFull, "There is no room left on its volume")
        : null;

    /// <summary>Prometheus 2 and 3 say when they begin to read back their log, with each segment, and when they are through.</summary>
    public static bool IsReplaying(Findings findings)
    {
        var begun = findings.LogText.LastIndexOf("Replaying WAL", StringComparison.Ordinal);
        var loaded = findings.LogText.LastIndexOf("WAL segment loaded", StringComparison.Ordinal);
        var through = findings.LogText.LastIndexOf("WAL replay completed", StringComparison.Ordinal);
        return Math.Max(begun, loaded) > through;
    }

    private static string While(Findings findings) => IsReplaying(findings) ? Replaying : "";

    private static string Limit(Findings findings) => findings.Ailing?.MemoryLimit is { } limit
        ? $" (its limit is {limit.ToKubernetesSize()})"
        : "";

    /// <summary>"Container prometheus failed liveness probe, will be restarted", and its forms before 1.13.</summary>
    private static bool IsProbeKill(ClusterEvent each) =>
        each.Reason is "Killing" && each.Message.Contains("failed liveness probe", StringComparison.OrdinalIgnoreCase);
}
