namespace ChatOps.Adapters.Cluster.Manifests;

internal sealed record NodeManifest(ObjectMeta Metadata, NodeSpec? Spec, NodeStatus? Status) : IManifest;

internal sealed record NodeSpec(bool? Unschedulable, Taint[]? Taints);

/// <param name="Effect">NoSchedule, PreferNoSchedule or NoExecute.</param>
internal sealed record Taint(string Key, string? Value, string Effect);

internal sealed record NodeStatus(Dictionary<string, string>? Allocatable, Condition[]? Conditions);
