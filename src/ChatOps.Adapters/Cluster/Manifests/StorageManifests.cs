namespace ChatOps.Adapters.Cluster.Manifests;

internal sealed record ClaimManifest(ObjectMeta Metadata, ClaimSpec? Spec, ClaimStatus? Status) : IManifest;

internal sealed record ClaimSpec(string? VolumeName, string? StorageClassName);

internal sealed record ClaimStatus(string? Phase, string[]? AccessModes, Dictionary<string, string>? Capacity);

internal sealed record VolumeManifest(ObjectMeta Metadata, VolumeSpec? Spec, VolumeStatus? Status) : IManifest;

internal sealed record VolumeSpec(
    Dictionary<string, string>? Capacity,
    ClaimReference? ClaimRef,
    string? PersistentVolumeReclaimPolicy,
    string? StorageClassName);

internal sealed record ClaimReference(string? Namespace, string? Name, string? Uid);

internal sealed record VolumeStatus(string? Phase);
