using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>Why a pod is not well, in Kubernetes' own words and on one line.</summary>
internal static class PodTrouble
{
    public static string? Of(PodManifest pod) =>
        OfPod(pod.Status)
        ?? OfScheduling(pod)
        ?? OfContainers(pod.Status?.InitContainerStatuses)
        ?? OfContainers(pod.Status?.ContainerStatuses)
        ?? OfReadiness(pod);

    /// <summary>Evicted, OutOfcpu, NodeLost ...: something happened to the pod as a whole.</summary>
    private static string? OfPod(PodStatus? status) => status switch
    {
        { Message: { Length: > 0 } message, Reason: { Length: > 0 } reason } => $"{reason}: {message}",
        { Message: { Length: > 0 } message } => message,
        _ => null,
    };

    private static string? OfScheduling(PodManifest pod) =>
        pod.Condition("PodScheduled") is { Status: "False", Message: { Length: > 0 } message } ? message : null;

    private static string? OfContainers(ContainerStatus[]? containers) =>
        (containers ?? []).Select(OfContainer).FirstOrDefault(trouble => trouble is not null);

    private static string? OfContainer(ContainerStatus container) => container switch
    {
        { State.Waiting: { Reason: not ("ContainerCreating" or "PodInitializing") } waiting } =>
            Sentence(container.Name, waiting.Message ?? waiting.Reason, LastEnd(container)),
        { State.Terminated: { ExitCode: not 0 } end } => Sentence(container.Name, end.Message, End(end)),
        _ => null,
    };

    private static string? OfReadiness(PodManifest pod) =>
        pod is { Status.Phase: "Running", Metadata.DeletionTimestamp: null }
        && pod.Condition("Ready") is { Status: "False", Message: { Length: > 0 } message }
            ? message
            : null;

    /// <summary>A container that waits for its next try tells only by its last one what is wrong.</summary>
    private static string? LastEnd(ContainerStatus container) =>
        container.LastState?.Terminated is { } end ? $"last ended with {End(end)}" : null;

    private static string End(TerminatedState end) => $"{PodRow.Word(end)} (exit code {end.ExitCode})";

    private static string? Sentence(string container, params string?[] parts)
    {
        var words = string.Join("; ", parts.Where(part => part is { Length: > 0 }));
        return words.Length is 0 ? null : $"{container}: {words.ReplaceLineEndings(" ").Trim()}";
    }
}
