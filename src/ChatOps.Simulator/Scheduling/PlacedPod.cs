using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>What a pod that already has a node means to others: only what the filters ask about.</summary>
public sealed record PlacedPod
{
    public required string Namespace { get; init; }
    public required string Name { get; init; }
    public required IDictionary<string, string> Labels { get; init; }
    public required ResourceAmounts Requests { get; init; }
    public required IReadOnlyList<HostPort> HostPorts { get; init; }
    public required IReadOnlyList<AffinityTerm> AntiAffinity { get; init; }
    public required IReadOnlyList<string> Claims { get; init; }
    public string? OwnerUid { get; init; }

    /// <summary>It still holds its share of the node, but topology spread no longer counts it.</summary>
    public bool Terminating { get; init; }

    public static PlacedPod Of(V1Pod pod) => new()
    {
        Namespace = pod.Metadata.NamespaceProperty ?? "default",
        Name = pod.Metadata.Name,
        Labels = pod.Metadata.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal),
        Requests = PodResources.Requests(pod.Spec),
        HostPorts = HostPort.Of(pod.Spec),
        AntiAffinity = AffinityTerm.RequiredAnti(pod),
        Claims = ClaimsOf(pod),
        OwnerUid = pod.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true)?.Uid,
        Terminating = pod.Metadata.DeletionTimestamp is not null,
    };

    /// <summary>The names of the claims a pod uses; a generic ephemeral volume's claim is named after pod and volume.</summary>
    public static IReadOnlyList<string> ClaimsOf(V1Pod pod) =>
    [
        .. from volume in pod.Spec.Volumes ?? []
           let claim = volume.PersistentVolumeClaim?.ClaimName
                       ?? (volume.Ephemeral is null ? null : $"{pod.Metadata.Name}-{volume.Name}")
           where claim is not null
           select claim,
    ];
}
