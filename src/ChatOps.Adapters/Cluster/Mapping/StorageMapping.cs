using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster.Mapping;

internal static class StorageMapping
{
    private static readonly string[] ZoneLabels =
        ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"];

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
            shared.Share(string.Join(',', (status?.AccessModes ?? []).Select(Short))),
            shared.Share(spec?.StorageClassName),
            metadata.CreatedAt(),
            metadata.DeletionRequested());
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
            Zone = shared.Share(ZoneOf(manifest)),
        };
    }

    /// <summary>From its node affinity; disks of before that was written for them have a label.</summary>
    private static string? ZoneOf(VolumeManifest manifest) =>
        (manifest.Spec?.NodeAffinity?.Required?.NodeSelectorTerms ?? [])
            .SelectMany(term => term.MatchExpressions ?? [])
            .Where(requirement => ZoneLabels.Contains(requirement.Key))
            .Select(requirement => requirement is { Operator: "In", Values: [var zone] } ? zone : null)
            .FirstOrDefault(zone => zone is not null)
        ?? ZoneLabels.Select(label => manifest.Metadata.Labels?.GetValueOrDefault(label))
            .FirstOrDefault(zone => zone is not null);

    private static long Bytes(Dictionary<string, string>? capacity) => (long)Amount.Of(capacity, "storage");

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
