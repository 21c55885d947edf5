using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Adapters.Cluster.Mapping;
using ChatOps.Inventory;

namespace ChatOps.Tests.Cluster;

/// <summary>Kubernetes' objects as JSON, and what the adapter makes of them.</summary>
internal static class Manifests
{
    private static readonly SharedValues Shared = new();

    public static PodManifest PodManifest(string json) => Parse(json, ManifestJson.Default.PodManifest);

    public static Pod Pod(string json) => PodManifest(json).ToPod(Shared);

    public static Workload Workload(string json, string kind = "StatefulSet") =>
        Parse(json, ManifestJson.Default.WorkloadManifest).ToWorkload(kind, Shared);

    public static Claim Claim(string json) => Parse(json, ManifestJson.Default.ClaimManifest).ToClaim(Shared);

    public static Volume Volume(string json) => Parse(json, ManifestJson.Default.VolumeManifest).ToVolume(Shared);

    public static Node Node(string json) => Parse(json, ManifestJson.Default.NodeManifest).ToNode(Shared);

    public static Quota Quota(string json) => Parse(json, ManifestJson.Default.QuotaManifest).ToQuota(Shared);

    public static LimitRange LimitRange(string json) =>
        Parse(json, ManifestJson.Default.LimitRangeManifest).ToLimitRange(Shared);

    public static StorageClass StorageClass(string json) =>
        Parse(json, ManifestJson.Default.StorageClassManifest).ToStorageClass();

    public static KubernetesNamespace Namespace(string json) =>
        Parse(json, ManifestJson.Default.NamespaceManifest).ToNamespace(Shared);

    private static T Parse<T>(string json, JsonTypeInfo<T> shape) =>
        JsonSerializer.Deserialize(json, shape) ?? throw new JsonException("A manifest is no null.");
}
