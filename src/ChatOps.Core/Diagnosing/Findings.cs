using System.Collections.Immutable;
using ChatOps.Inventory;

namespace ChatOps.Diagnosing;

/// <summary>All that was seen of one pod.</summary>
internal sealed record Findings(Pod Pod, DateTimeOffset Now)
{
    /// <summary>
    /// How long after a kill a pod that is well again is still looked upon as ailing: as long as the kubelet itself remembers a
    /// crash (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy).
    /// </summary>
    private static readonly TimeSpan KillCounts = TimeSpan.FromMinutes(10);

    /// <summary>The log of the run that ended last, or of the only one; its last lines, oldest first.</summary>
    public IReadOnlyList<LogLine> Log { get; init; } = [];

    /// <summary>The events of the pod, the latest last.</summary>
    public IReadOnlyList<ClusterEvent> Events { get; init; } = [];

    public StorageFill? Fill { get; init; }

    /// <summary>What its readiness page says, where its component has one.</summary>
    public PodPage? Page { get; init; }

    /// <summary>Who keeps it from going; null unless it takes longer to end than it may.</summary>
    public PodHold? Hold { get; init; }

    public ImmutableList<string> Unseen { get; init; } = [];

    public AilingContainer? Ailing => Pod.Ailing;

    public ContainerEnd? LastEnd => Pod.Ailing?.LastEnd;

    public string LogText => field ??= string.Join('\n', Log.Select(line => line.Text));

    public bool IsWell => StaysWell(Pod, Now);

    /// <summary>It is well, and was not killed a moment ago either.</summary>
    public static bool StaysWell(Pod pod, DateTimeOffset now) => pod.IsWell(now) && !WasKilledLately(pod, now);

    /// <summary>
    /// It was killed and may be again, however well it is in between. (Whoever ended by itself and is ready now has got over what
    /// ended it.)
    /// </summary>
    public static bool WasKilledLately(Pod pod, DateTimeOffset now) =>
        pod.Ailing?.LastEnd is { } end && (end.WasKilled || end.IsOutOfMemory) && end.FinishedAt > now - KillCounts;
}

/// <summary>What the findings mean.</summary>
/// <param name="Proof">The words of the log that say it, or null.</param>
/// <param name="WayOut">What to do, in sentences, where the cause alone does not say it.</param>
internal sealed record Verdict(
    Cause Cause, string Summary, string? Proof = null, ConfigMistake? Mistake = null, string? WayOut = null);
