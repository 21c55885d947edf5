using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>How far a pod's init containers have come; they start one after the other, before the main ones.</summary>
/// <param name="Word">What the one that holds up the pod says, such as "Init:1/2"; null when none does.</param>
/// <param name="IsOver">The main containers have their turn.</param>
/// <param name="ReadySidecars">Sidecars that are ready, of those started before the one that holds up the pod.</param>
/// <param name="Counted">Those whose restarts count: all that were reached, or the sidecars once this is over.</param>
internal sealed record InitStage(string? Word, bool IsOver, int ReadySidecars, ContainerStatus[] Counted)
{
    public static InitStage Of(PodManifest pod)
    {
        var specs = pod.Spec?.InitContainers ?? [];
        var statuses = pod.Status?.InitContainerStatuses ?? [];
        var sidecars = specs.Where(PodRow.IsSidecar).Select(spec => spec.Name).ToHashSet();
        var holdUp = Array.FindIndex(statuses, status => !HasPassed(status, sidecars));
        var word = holdUp < 0 ? null : $"Init:{Reason(statuses[holdUp]) ?? $"{holdUp}/{specs.Length}"}";
        var reached = holdUp < 0 ? statuses : statuses[..(holdUp + 1)];
        var passed = holdUp < 0 ? statuses : statuses[..holdUp];

        // A sidecar that fails later does not take the main containers' turn away.
        var isOver = holdUp < 0 || pod.HasCondition("Initialized");
        return new InitStage(
            word,
            isOver,
            passed.Count(status => IsUpSidecar(status, sidecars)),
            isOver ? [.. reached.Where(status => sidecars.Contains(status.Name))] : reached);
    }

    private static bool HasPassed(ContainerStatus status, HashSet<string> sidecars) =>
        status.State?.Terminated is { ExitCode: 0 } || (sidecars.Contains(status.Name) && status.Started is true);

    private static bool IsUpSidecar(ContainerStatus status, HashSet<string> sidecars) =>
        sidecars.Contains(status.Name)
        && status is { Started: true, Ready: true, State.Terminated: not { ExitCode: 0 } };

    private static string? Reason(ContainerStatus status) => status.State switch
    {
        { Terminated: { } end } => PodRow.Word(end),
        { Waiting.Reason: { Length: > 0 } and not "PodInitializing" and var reason } => reason,
        _ => null,
    };
}
