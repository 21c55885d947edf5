namespace ChatOps.Adapters.Cluster.Manifests;

internal sealed record PodManifest(ObjectMeta Metadata, PodSpec? Spec, PodStatus? Status) : IManifest;

internal sealed record PodSpec(
    string? NodeName,
    long? TerminationGracePeriodSeconds,
    ContainerSpec[]? Containers,
    ContainerSpec[]? InitContainers,
    VolumeSource[]? Volumes);

/// <summary>A volume of a pod: a claim by its name, or one that is made for this pod alone.</summary>
internal sealed record VolumeSource(string Name, ClaimSource? PersistentVolumeClaim, EphemeralSource? Ephemeral);

internal sealed record ClaimSource(string ClaimName);

internal sealed record EphemeralSource;

/// <param name="RestartPolicy">"Always" makes a sidecar of an init container; null otherwise.</param>
internal sealed record ContainerSpec(string Name, string? RestartPolicy, ContainerResources? Resources = null);

/// <summary>Amounts by resource, such as "memory", in Kubernetes' notation.</summary>
internal sealed record ContainerResources(Dictionary<string, string>? Requests, Dictionary<string, string>? Limits);

internal sealed record PodStatus(
    string? Phase,
    string? Reason,
    string? Message,
    Condition[]? Conditions,
    ContainerStatus[]? InitContainerStatuses,
    ContainerStatus[]? ContainerStatuses);

internal sealed record ContainerStatus(
    string Name, bool Ready, bool? Started, int RestartCount, ContainerState? State, ContainerState? LastState);

/// <summary>At most one of the three is set; none means waiting.</summary>
internal sealed record ContainerState(WaitingState? Waiting, RunningState? Running, TerminatedState? Terminated);

internal sealed record WaitingState(string? Reason, string? Message);

internal sealed record RunningState(DateTimeOffset? StartedAt);

internal sealed record TerminatedState(
    int ExitCode,
    int Signal,
    string? Reason,
    string? Message,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? StartedAt = null);
