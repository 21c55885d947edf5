namespace ChatOps.Adapters.Cluster.Manifests;

internal sealed record NodeManifest(ObjectMeta Metadata, NodeSpec? Spec, NodeStatus? Status) : IManifest;

internal sealed record NodeSpec(bool? Unschedulable, TaintSpec[]? Taints);

internal sealed record TaintSpec(string Key, string? Value, string Effect);

internal sealed record NodeStatus(Dictionary<string, string>? Allocatable, Condition[]? Conditions);

/// <summary>Of a namespace only its labels matter.</summary>
internal sealed record NamespaceManifest(ObjectMeta Metadata) : IManifest;
