namespace ChatOps.Adapters.Cluster.Manifests;

internal sealed record PodManifest(ObjectMeta Metadata, PodSpec? Spec, PodStatus? Status) : IManifest;

/// <summary>Of a pod, or of a workload's template.</summary>
internal sealed record PodSpec(
    string? NodeName,
    long? TerminationGracePeriodSeconds,
    ContainerSpec[]? Containers,
    ContainerSpec[]? InitContainers,
    VolumeSource[]? Volumes)
{
    public Dictionary<string, string>? NodeSelector { get; init; }

    public AffinitySpec? Affinity { get; init; }

    public TolerationSpec[]? Tolerations { get; init; }

    public SpreadSpec[]? TopologySpreadConstraints { get; init; }

    /// <summary>Of the runtime class, filled in by the API server.</summary>
    public Dictionary<string, string>? Overhead { get; init; }

    /// <summary>Of the pod as a whole, since 1.34; they take the place of the containers' sums.</summary>
    public ResourceSpec? Resources { get; init; }

    public SchedulingGate[]? SchedulingGates { get; init; }

    /// <summary>Of the pod's class, filled in by the API server; mostly missing in a template.</summary>
    public int? Priority { get; init; }
}

internal sealed record SchedulingGate(string Name);

/// <summary>A volume of a pod: a claim by its name, or one that is made for this pod alone.</summary>
internal sealed record VolumeSource(string Name, ClaimSource? PersistentVolumeClaim, EphemeralSource? Ephemeral);

internal sealed record ClaimSource(string ClaimName);

internal sealed record EphemeralSource;

/// <param name="RestartPolicy">"Always" makes a sidecar of an init container; null otherwise.</param>
internal sealed record ContainerSpec(string Name, string? RestartPolicy)
{
    public ResourceSpec? Resources { get; init; }

    public PortSpec[]? Ports { get; init; }
}

internal sealed record ResourceSpec(Dictionary<string, string>? Requests, Dictionary<string, string>? Limits);

/// <param name="HostIP">Null or empty for every address of the node.</param>
/// <param name="Protocol">Null means TCP.</param>
internal sealed record PortSpec(int? HostPort, string? HostIP, string? Protocol);

internal sealed record PodStatus(
    string? Phase,
    string? Reason,
    string? Message,
    Condition[]? Conditions,
    ContainerStatus[]? InitContainerStatuses,
    ContainerStatus[]? ContainerStatuses)
{
    public string? NominatedNodeName { get; init; }
}

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
