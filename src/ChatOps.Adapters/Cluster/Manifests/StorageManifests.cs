namespace ChatOps.Adapters.Cluster.Manifests;

internal sealed record ClaimManifest(ObjectMeta Metadata, ClaimSpec? Spec, ClaimStatus? Status) : IManifest;

internal sealed record ClaimSpec(string? VolumeName, string? StorageClassName);

internal sealed record ClaimStatus(string? Phase, string[]? AccessModes, Dictionary<string, string>? Capacity);

internal sealed record VolumeManifest(ObjectMeta Metadata, VolumeSpec? Spec, VolumeStatus? Status) : IManifest;

internal sealed record VolumeSpec(
    Dictionary<string, string>? Capacity,
    ClaimReference? ClaimRef,
    string? PersistentVolumeReclaimPolicy,
    string? StorageClassName,
    VolumeAffinity? NodeAffinity);

/// <summary>On which nodes a disk can be mounted.</summary>
internal sealed record VolumeAffinity(NodeSelectorManifest? Required);

internal sealed record NodeSelectorManifest(NodeSelectorTerm[]? NodeSelectorTerms);

internal sealed record NodeSelectorTerm(NodeRequirement[]? MatchExpressions);

internal sealed record NodeRequirement(string Key, string Operator, string[]? Values);

internal sealed record ClaimReference(string? Namespace, string? Name, string? Uid);

internal sealed record VolumeStatus(string? Phase);
