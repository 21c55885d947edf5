using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>A ReplicaSet, kept for its owner.</summary>
/// <param name="Replicas">Pods it is to have: 0 for a former version of its Deployment.</param>
internal sealed record ReplicaSet(string Uid, Owner? Owner, int Replicas);

internal static class WorkloadMapping
{
    /// <param name="kind">"Deployment" or "StatefulSet": objects in a list do not tell their kind.</param>
    public static Workload ToWorkload(this WorkloadManifest manifest, string kind, SharedValues shared) => new(
        kind,
        shared.Share(manifest.Metadata.Namespace ?? ""),
        manifest.Metadata.Name,
        manifest.Metadata.Uid,
        manifest.Metadata.ToLabels(shared),
        manifest.Spec?.Replicas ?? 1,
        manifest.Status?.ReadyReplicas ?? 0,
        manifest.Metadata.CreatedAt())
    {
        PodLabels = shared.Share(manifest.Spec?.Template?.Metadata?.Labels),
        Demand = shared.Share(manifest.Spec?.Template?.Spec.ToDemand() ?? PodDemand.None),
        Claims = ClaimNames.In(manifest.Spec?.Template?.Spec?.Volumes, pod: null),
        ClaimTemplates = [.. (manifest.Spec?.VolumeClaimTemplates ?? []).Select(template => template.ToClaimTemplate(shared))],
        Surge = kind is "Deployment" ? Surge.Of(manifest.Spec) : 0,
        DropsClaimsWhenScaled = manifest.Spec?.PersistentVolumeClaimRetentionPolicy?.WhenScaled is "Delete",
    };

    private static ClaimTemplate ToClaimTemplate(this ClaimTemplateManifest manifest, SharedValues shared) => new(
        shared.Share(manifest.Metadata.Name),
        (long)Amount.Of(manifest.Spec?.Resources?.Requests, "storage"),
        manifest.Spec?.StorageClassName is { Length: > 0 } name ? shared.Share(name) : null);

    public static ReplicaSet ToReplicaSet(this ReplicaSetManifest manifest, SharedValues shared) =>
        new(manifest.Metadata.Uid, manifest.Metadata.ToOwner(shared), manifest.Spec?.Replicas ?? 1);
}
