using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>
/// The cells READY, STATUS and RESTARTS that "kubectl get pods" prints for a pod. Recorded rows of a real API server
/// hold it to that (tests/recordings/pod-status); sidecars, scheduling gates and finished pods follow 1.29 and later.
/// </summary>
/// <param name="Containers">Containers in all: the main ones and the sidecars, not the other init containers.</param>
/// <param name="LastRestart">When the last run that was followed by a restart ended, or null.</param>
internal readonly record struct PodRow(
    int ReadyContainers, int Containers, string Status, int Restarts, DateTimeOffset? LastRestart)
{
    public static PodRow Of(PodManifest pod)
    {
        var stage = InitStage.Of(pod);
        var main = stage.IsOver ? pod.Status?.ContainerStatuses ?? [] : [];
        ContainerStatus[] counted = [.. stage.Counted, .. main];
        return new PodRow(
            stage.ReadySidecars + main.Count(IsUp),
            (pod.Spec?.Containers?.Length ?? 0) + (pod.Spec?.InitContainers ?? []).Count(IsSidecar),
            EndingWord(pod) ?? RunningWord(pod, main, StartingWord(pod, stage, main)),
            counted.Sum(container => container.RestartCount),
            counted.Max(container => container.LastState?.Terminated?.FinishedAt));
    }

    /// <summary>An init container that keeps running beside the main ones.</summary>
    public static bool IsSidecar(ContainerSpec container) => container.RestartPolicy is "Always";

    /// <summary>Why a container ended, where Kubernetes gives no reason, by its signal or exit code.</summary>
    public static string Word(TerminatedState end) => end switch
    {
        { Reason: { Length: > 0 } reason } => reason,
        { Signal: not 0 } => $"Signal:{end.Signal}",
        _ => $"ExitCode:{end.ExitCode}",
    };

    /// <summary>A pod that was told to end is ending, whatever its containers do, until it has finished.</summary>
    private static string? EndingWord(PodManifest pod) => pod switch
    {
        { Metadata.DeletionTimestamp: null } => null,
        { Status.Reason: "NodeLost" } => "Unknown",
        { Status.Phase: "Succeeded" or "Failed" } => null,
        _ => "Terminating",
    };

    /// <summary>The first main container with a word, else the init container at work, else the pod.</summary>
    private static string StartingWord(PodManifest pod, InitStage stage, ContainerStatus[] main) =>
        main.Select(Word).FirstOrDefault(word => word is not null)
        ?? stage.Word
        ?? PodWord(pod);

    /// <summary>A pod of which one container is done and another still runs is not done.</summary>
    private static string RunningWord(PodManifest pod, ContainerStatus[] main, string word)
    {
        if (word is not "Completed" || !Array.Exists(main, IsUp))
        {
            return word;
        }

        return pod.HasCondition("Ready") ? "Running" : "NotReady";
    }

    private static string PodWord(PodManifest pod) => pod switch
    {
        _ when pod.Condition("PodScheduled") is { Reason: "SchedulingGated" } => "SchedulingGated",
        { Status.Reason: { Length: > 0 } reason } => reason,
        _ => pod.Status?.Phase ?? "",
    };

    private static string? Word(ContainerStatus container) => container.State switch
    {
        { Waiting.Reason: { Length: > 0 } reason } => reason,
        { Terminated: { } end } => Word(end),
        _ => null,
    };

    /// <summary>Ready and running, and nothing else to say: the printer counts only such containers.</summary>
    private static bool IsUp(ContainerStatus container) => container is { Ready: true, State.Running: not null }
        && Word(container) is null;
}
