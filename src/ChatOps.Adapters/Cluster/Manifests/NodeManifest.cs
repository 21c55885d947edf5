namespace ChatOps.Adapters.Cluster.Manifests;

internal sealed record NodeManifest(ObjectMeta Metadata, NodeSpec? Spec, NodeStatus? Status) : IManifest;

internal sealed record NodeSpec(bool? Unschedulable);

internal sealed record NodeStatus(Dictionary<string, string>? Allocatable, Condition[]? Conditions);
