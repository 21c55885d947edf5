using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>Chooses the container of a pod that says most about how the pod is.</summary>
internal static class AilingMapping
{
    public static AilingContainer? ToAiling(this PodManifest pod, SharedValues shared)
    {
        ContainerStatus[] all =
        [
            .. pod.Status?.InitContainerStatuses ?? [], .. pod.Status?.ContainerStatuses ?? [],
        ];
        var chosen = Array.Find(all, IsInTrouble)
            ?? Array.Find(pod.Status?.ContainerStatuses ?? [], status => !status.Ready && !IsPreparing(status))
            ?? all.Where(status => EndOf(status) is { ExitCode: not 0 } || status.RestartCount > 0)
                .MaxBy(status => EndOf(status)?.FinishedAt);
        return chosen is null ? null : Describe(pod, chosen, shared);
    }

    private static bool IsInTrouble(ContainerStatus status) => status.State switch
    {
        { Waiting.Reason: { Length: > 0 } } => !IsPreparing(status),
        { Terminated: { ExitCode: not 0 } } => true,
        _ => false,
    };

    private static bool IsPreparing(ContainerStatus status) =>
        status.LastState?.Terminated is null
        && status.State is null or { Waiting.Reason: null or "" or "ContainerCreating" or "PodInitializing" };

    private static AilingContainer Describe(PodManifest pod, ContainerStatus status, SharedValues shared) => new(
        shared.Share(status.Name),
        status.Ready,
        shared.Share(status.State?.Waiting?.Reason),
        status.State?.Waiting?.Message,
        status.RestartCount,
        status.State?.Terminated is not null,
        EndOf(status) is { } end ? Describe(end, shared) : null,
        MemoryLimit(pod, status.Name));

    private static ContainerEnd Describe(TerminatedState end, SharedValues shared) =>
        new(end.ExitCode, shared.Share(end.Reason), end.Message, end.StartedAt, end.FinishedAt);

    private static TerminatedState? EndOf(ContainerStatus status) =>
        status.State?.Terminated ?? status.LastState?.Terminated;

    private static long? MemoryLimit(PodManifest pod, string container)
    {
        var specs = (pod.Spec?.Containers ?? []).Concat(pod.Spec?.InitContainers ?? []);
        var limits = specs.FirstOrDefault(spec => spec.Name == container)?.Resources?.Limits;
        return limits?.ContainsKey("memory") is true ? (long)Amount.Of(limits, "memory") : null;
    }
}
