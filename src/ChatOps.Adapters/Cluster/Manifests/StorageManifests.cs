namespace ChatOps.Adapters.Cluster.Manifests;

internal sealed record ClaimManifest(ObjectMeta Metadata, ClaimSpec? Spec, ClaimStatus? Status) : IManifest;

/// <param name="AccessModes">In full, such as "ReadWriteOnce".</param>
/// <param name="VolumeMode">Filesystem, which null means, or Block.</param>
internal sealed record ClaimSpec(
    string? VolumeName,
    string? StorageClassName,
    string[]? AccessModes,
    string? VolumeMode,
    SelectorSpec? Selector,
    ResourceSpec? Resources);

internal sealed record ClaimStatus(
    string? Phase, string[]? AccessModes, Dictionary<string, string>? Capacity, Condition[]? Conditions);

internal sealed record VolumeManifest(ObjectMeta Metadata, VolumeSpec? Spec, VolumeStatus? Status) : IManifest;

internal sealed record VolumeSpec(
    Dictionary<string, string>? Capacity,
    ClaimReference? ClaimRef,
    string? PersistentVolumeReclaimPolicy,
    string? StorageClassName,
    string[]? AccessModes,
    string? VolumeMode,
    VolumeReach? NodeAffinity);

/// <summary>The nodes that reach a volume.</summary>
internal sealed record VolumeReach(NodeSelectorSpec? Required);

internal sealed record ClaimReference(string? Namespace, string? Name, string? Uid);

internal sealed record VolumeStatus(string? Phase);

/// <param name="VolumeBindingMode">Immediate, which null means, or WaitForFirstConsumer.</param>
internal sealed record StorageClassManifest(
    ObjectMeta Metadata, string Provisioner, string? VolumeBindingMode, TopologySpec[]? AllowedTopologies, bool? AllowVolumeExpansion)
    : IManifest;

internal sealed record TopologySpec(TopologyLabelSpec[]? MatchLabelExpressions);

internal sealed record TopologyLabelSpec(string Key, string[]? Values);
