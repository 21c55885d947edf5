using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Adapters.Cluster.Mapping;

internal static class StorageMapping
{
    public static Claim ToClaim(this ClaimManifest manifest, SharedValues shared)
    {
        var (metadata, spec, status) = manifest;
        return new Claim(
            shared.Share(metadata.Namespace ?? ""),
            metadata.Name,
            metadata.Uid,
            metadata.ToLabels(shared),
            shared.Share(status?.Phase ?? "Pending"),
            spec?.VolumeName is { Length: > 0 } volume ? volume : null,
            Bytes(status?.Capacity),
            shared.Share(string.Join(',', Short(status?.AccessModes))),
            shared.Share(spec?.StorageClassName),
            metadata.CreatedAt(),
            metadata.DeletionRequested())
        {
            Wish = spec.ToWish(shared),
            SelectedNode = shared.Share(metadata.Annotations?.SelectedNode),
            UnusedSince = Array.Find(status?.Conditions ?? [], IsUnused)?.LastTransitionTime,
        };
    }

    public static Volume ToVolume(this VolumeManifest manifest, SharedValues shared)
    {
        var (metadata, spec, status) = manifest;
        return new Volume(
            metadata.Name,
            metadata.Uid,
            shared.Share(status?.Phase ?? "Pending"),
            Bytes(spec?.Capacity),
            shared.Share(spec?.PersistentVolumeReclaimPolicy ?? "Retain"),
            shared.Share(spec?.StorageClassName),
            shared.Share(spec?.ClaimRef?.Namespace),
            spec?.ClaimRef?.Name,
            spec?.ClaimRef?.Uid,
            metadata.CreatedAt(),
            metadata.DeletionRequested())
        {
            AccessModes = Short(spec?.AccessModes),
            Mode = shared.Share(spec?.VolumeMode ?? DiskWish.Filesystem),
            Labels = shared.Share(metadata.Labels),
            NodeTerms = spec?.NodeAffinity?.Required.ToNodeTerms(),
        };
    }

    public static StorageClass ToStorageClass(this StorageClassManifest manifest) => new(
        manifest.Metadata.Name,
        manifest.Provisioner,
        manifest.VolumeBindingMode is "WaitForFirstConsumer",
        manifest.AllowedTopologies is { Length: > 0 } topologies ? [.. topologies.Select(ToNodeTerm)] : null)
    {
        AllowsExpansion = manifest.AllowVolumeExpansion is true,
    };

    private static bool IsUnused(Condition condition) => condition is { Type: "Unused", Status: "True" };

    private static DiskWish ToWish(this ClaimSpec? spec, SharedValues shared) => new(
        (long)Amount.Of(spec?.Resources?.Requests, "storage"),
        Short(spec?.AccessModes),
        shared.Share(spec?.VolumeMode ?? DiskWish.Filesystem),
        spec?.Selector.ToSelector() ?? LabelSelector.Everything);

    private static NodeTerm ToNodeTerm(TopologySpec topology) => new(
        [.. (topology.MatchLabelExpressions ?? []).Select(label =>
            new LabelRequirement(label.Key, LabelOperator.In, [.. label.Values ?? []]))],
        Names: []);

    private static long Bytes(Dictionary<string, string>? capacity) => (long)Amount.Of(capacity, "storage");

    private static ValueList<string> Short(string[]? accessModes) => [.. (accessModes ?? []).Select(Short)];

    /// <summary>As kubectl prints it.</summary>
    private static string Short(string accessMode) => accessMode switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        _ => accessMode,
    };
}
