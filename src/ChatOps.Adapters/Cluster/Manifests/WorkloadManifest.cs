using System.Text.Json;

namespace ChatOps.Adapters.Cluster.Manifests;

/// <summary>A Deployment or a StatefulSet: they agree on all that is used here.</summary>
internal sealed record WorkloadManifest(ObjectMeta Metadata, WorkloadSpec? Spec, WorkloadStatus? Status) : IManifest;

/// <param name="Replicas">The API server fills in 1 where it was left out.</param>
/// <param name="VolumeClaimTemplates">Of a StatefulSet only.</param>
/// <param name="PersistentVolumeClaimRetentionPolicy">Of a StatefulSet only, since 1.23.</param>
/// <param name="Strategy">Of a Deployment only.</param>
internal sealed record WorkloadSpec(
    int? Replicas,
    PodTemplateManifest? Template,
    ClaimTemplateManifest[]? VolumeClaimTemplates,
    RetentionPolicy? PersistentVolumeClaimRetentionPolicy,
    StrategySpec? Strategy);

/// <param name="Type">Recreate or RollingUpdate.</param>
internal sealed record StrategySpec(string? Type, RollingSpec? RollingUpdate);

/// <param name="MaxSurge">A number of pods, or a share of them: 1, "25%".</param>
internal sealed record RollingSpec(JsonElement? MaxSurge);

/// <param name="WhenScaled">Retain or Delete.</param>
internal sealed record RetentionPolicy(string? WhenScaled);

internal sealed record PodTemplateManifest(TemplateMeta? Metadata, PodSpec? Spec);

internal sealed record TemplateMeta(Dictionary<string, string>? Labels);

internal sealed record ClaimTemplateManifest(ClaimTemplateMeta Metadata, ClaimSpec? Spec);

internal sealed record ClaimTemplateMeta(string Name);

internal sealed record WorkloadStatus(int? ReadyReplicas);

/// <summary>Of a ReplicaSet only its owner matters, the way from a pod to its Deployment, and whether it makes pods.</summary>
internal sealed record ReplicaSetManifest(ObjectMeta Metadata, ReplicaSetSpec? Spec) : IManifest;

internal sealed record ReplicaSetSpec(int? Replicas);
