using System.Text.Json.Serialization;
using ChatOps.Adapters.Cluster.Api;

namespace ChatOps.Adapters.Cluster.Manifests;

/// <summary>Decodes manifests without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ListManifest<PodManifest>))]
[JsonSerializable(typeof(ListManifest<WorkloadManifest>))]
[JsonSerializable(typeof(ListManifest<ReplicaSetManifest>))]
[JsonSerializable(typeof(ListManifest<ClaimManifest>))]
[JsonSerializable(typeof(ListManifest<VolumeManifest>))]
[JsonSerializable(typeof(ListManifest<NodeManifest>))]
[JsonSerializable(typeof(ListManifest<QuotaManifest>))]
[JsonSerializable(typeof(ListManifest<LimitRangeManifest>))]
[JsonSerializable(typeof(ListManifest<StorageClassManifest>))]
[JsonSerializable(typeof(ListManifest<NamespaceManifest>))]
[JsonSerializable(typeof(ListManifest<EventManifest>))]
[JsonSerializable(typeof(ListManifest<ServiceManifest>))]
[JsonSerializable(typeof(AccessReviewManifest))]
[JsonSerializable(typeof(VersionManifest))]
[JsonSerializable(typeof(ExecStatus))]
[JsonSerializable(typeof(GrafanaHealth))]
[JsonSerializable(typeof(StatsSummary))]
[JsonSerializable(typeof(MountingPodManifest))]
[JsonSerializable(typeof(ConfigMapManifest))]
[JsonSerializable(typeof(ScaleManifest))]
[JsonSerializable(typeof(TemplatedManifest))]
[JsonSerializable(typeof(DiskManifest))]
[JsonSerializable(typeof(SnapshotManifest))]
[JsonSerializable(typeof(WatchFrame))]
[JsonSerializable(typeof(StatusManifest))]
[JsonSerializable(typeof(DeleteOptions))]
internal sealed partial class ManifestJson : JsonSerializerContext;
