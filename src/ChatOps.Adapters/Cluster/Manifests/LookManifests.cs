using System.Text.Json.Serialization;

namespace ChatOps.Adapters.Cluster.Manifests;

// What a diagnosis reads, now and then: none of it is kept in the inventory.

/// <summary>A core/v1 Event. Newer writers leave count and lastTimestamp empty and fill the series.</summary>
internal sealed record EventManifest(
    InvolvedObject? InvolvedObject,
    string? Type,
    string? Reason,
    string? Message,
    int? Count,
    DateTimeOffset? LastTimestamp,
    DateTimeOffset? EventTime,
    EventSeries? Series);

/// <param name="FieldPath">For a container of a pod: "spec.containers{prometheus}".</param>
internal sealed record InvolvedObject(string? FieldPath);

internal sealed record EventSeries(int? Count, DateTimeOffset? LastObservedTime);

/// <summary>
/// The kubelet's own figures, /stats/summary
/// (https://github.com/kubernetes/kubelet/blob/master/pkg/apis/stats/v1alpha1/types.go).
/// </summary>
internal sealed record StatsSummary(PodStats[]? Pods);

internal sealed record PodStats(PodReference PodRef, [property: JsonPropertyName("volume")] VolumeStats[]? Volumes);

internal sealed record PodReference(string Uid);

/// <param name="PvcRef">Null for volumes that are no claims.</param>
internal sealed record VolumeStats(ClaimReference? PvcRef, long? UsedBytes, long? AvailableBytes, long? CapacityBytes);

internal sealed record MountingPodManifest(ObjectMeta Metadata, MountingPodSpec? Spec);

internal sealed record MountingPodSpec(
    MountingContainer[]? Containers, MountingContainer[]? InitContainers, FileVolume[]? Volumes);

internal sealed record MountingContainer(string Name, VolumeMount[]? VolumeMounts);

/// <param name="SubPath">The one file or folder of the volume that is mounted; null for all of it.</param>
internal sealed record VolumeMount(string Name, string MountPath, string? SubPath);

internal sealed record FileVolume(string Name, ConfigMapSource? ConfigMap, ProjectedSource? Projected);

internal sealed record ProjectedSource(FileSource[]? Sources);

internal sealed record FileSource(ConfigMapSource? ConfigMap);

/// <param name="Items">Only these keys, each under a path of its own; null for all keys as they are.</param>
internal sealed record ConfigMapSource(string? Name, KeyToPath[]? Items);

internal sealed record KeyToPath(string Key, string Path);

internal sealed record ConfigMapManifest(Dictionary<string, string>? Data);
