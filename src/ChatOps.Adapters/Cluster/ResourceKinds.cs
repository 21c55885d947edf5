using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Adapters.Cluster.Mapping;
using ChatOps.Adapters.Cluster.Reflecting;
using ChatOps.Inventory;
using static ChatOps.Adapters.Cluster.Manifests.ManifestJson;

namespace ChatOps.Adapters.Cluster;

/// <summary>All kinds that the inventory holds.</summary>
internal static class ResourceKinds
{
    private static readonly SharedValues Shared = new();

    public static ResourceKind<PodManifest, Pod> Pods { get; } = new(
        "Pod", "api/v1/pods",
        Default.ListManifestPodManifest, Default.PodManifest, manifest => manifest.ToPod(Shared));

    public static ResourceKind<WorkloadManifest, Workload> Deployments { get; } = new(
        "Deployment", "apis/apps/v1/deployments",
        Default.ListManifestWorkloadManifest, Default.WorkloadManifest,
        manifest => manifest.ToWorkload("Deployment", Shared));

    public static ResourceKind<WorkloadManifest, Workload> StatefulSets { get; } = new(
        "StatefulSet", "apis/apps/v1/statefulsets",
        Default.ListManifestWorkloadManifest, Default.WorkloadManifest,
        manifest => manifest.ToWorkload("StatefulSet", Shared));

    public static ResourceKind<ReplicaSetManifest, ReplicaSet> ReplicaSets { get; } = new(
        "ReplicaSet", "apis/apps/v1/replicasets",
        Default.ListManifestReplicaSetManifest, Default.ReplicaSetManifest, manifest => manifest.ToReplicaSet(Shared));

    public static ResourceKind<ClaimManifest, Claim> Claims { get; } = new(
        "PersistentVolumeClaim", "api/v1/persistentvolumeclaims",
        Default.ListManifestClaimManifest, Default.ClaimManifest, manifest => manifest.ToClaim(Shared));

    public static ResourceKind<VolumeManifest, Volume> Volumes { get; } = new(
        "PersistentVolume", "api/v1/persistentvolumes",
        Default.ListManifestVolumeManifest, Default.VolumeManifest, manifest => manifest.ToVolume(Shared));

    public static ResourceKind<NodeManifest, Node> Nodes { get; } = new(
        "Node", "api/v1/nodes",
        Default.ListManifestNodeManifest, Default.NodeManifest, manifest => manifest.ToNode(Shared));

    public static ResourceKind<QuotaManifest, Quota> Quotas { get; } = new(
        "ResourceQuota", "api/v1/resourcequotas",
        Default.ListManifestQuotaManifest, Default.QuotaManifest, manifest => manifest.ToQuota(Shared));

    public static ResourceKind<LimitRangeManifest, LimitRange> LimitRanges { get; } = new(
        "LimitRange", "api/v1/limitranges",
        Default.ListManifestLimitRangeManifest, Default.LimitRangeManifest, manifest => manifest.ToLimitRange(Shared))
    {
        IsDispensable = true,
    };

    public static ResourceKind<StorageClassManifest, StorageClass> StorageClasses { get; } = new(
        "StorageClass", "apis/storage.k8s.io/v1/storageclasses",
        Default.ListManifestStorageClassManifest, Default.StorageClassManifest, manifest => manifest.ToStorageClass())
    {
        IsDispensable = true,
    };

    public static ResourceKind<NamespaceManifest, KubernetesNamespace> Namespaces { get; } = new(
        "Namespace", "api/v1/namespaces",
        Default.ListManifestNamespaceManifest, Default.NamespaceManifest, manifest => manifest.ToNamespace(Shared))
    {
        IsDispensable = true,
    };
}
