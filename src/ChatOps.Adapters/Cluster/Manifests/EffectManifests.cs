namespace ChatOps.Adapters.Cluster.Manifests;

// What effects read before they write: more of an object than the inventory keeps.

internal sealed record ScaleManifest(ObjectMeta Metadata, ScaleSpec? Spec);

/// <param name="Replicas">Left out when it is zero.</param>
internal sealed record ScaleSpec(int? Replicas);

/// <summary>A workload with the template of its pods.</summary>
internal sealed record TemplatedManifest(ObjectMeta Metadata, TemplatedSpec? Spec);

internal sealed record TemplatedSpec(FullTemplate? Template);

internal sealed record FullTemplate(FullTemplateSpec? Spec);

internal sealed record FullTemplateSpec(TemplateContainerManifest[]? Containers);

internal sealed record TemplateContainerManifest(
    string Name, ResourceSpec? Resources, MountManifest[]? VolumeMounts, string[]? Command, string[]? Args);

internal sealed record MountManifest(string Name);

/// <summary>A persistent volume with its notes.</summary>
internal sealed record DiskManifest(DiskMeta Metadata, DiskSpec Spec);

internal sealed record DiskMeta(
    string Name, string Uid, string ResourceVersion, Dictionary<string, string>? Annotations);

/// <param name="AccessModes">In full, such as "ReadWriteOnce".</param>
internal sealed record DiskSpec(
    Dictionary<string, string> Capacity,
    string[] AccessModes,
    ClaimReference? ClaimRef,
    string? PersistentVolumeReclaimPolicy,
    string? StorageClassName,
    string? VolumeMode);

internal sealed record SnapshotManifest(ObjectMeta Metadata, SnapshotStatus? Status);

internal sealed record SnapshotStatus(bool? ReadyToUse, SnapshotError? Error);

internal sealed record SnapshotError(string? Message);
