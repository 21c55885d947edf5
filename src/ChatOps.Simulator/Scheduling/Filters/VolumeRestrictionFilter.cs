using k8s.Models;

namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>A claim with access mode ReadWriteOncePod serves one pod in the whole cluster.</summary>
internal sealed class VolumeRestrictionFilter(V1Pod pod, ClusterView cluster) : INodeFilter
{
    private static readonly FitReason[] Taken =
    [
        new(
            FitFilter.VolumeRestriction,
            "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode",
            Removable: true),
    ];

    private readonly string _namespace = pod.Metadata.NamespaceProperty ?? "default";
    private readonly HashSet<string> _exclusive = PlacedPod.ClaimsOf(pod)
        .Where(name => cluster.Volumes.FindClaim(pod.Metadata.NamespaceProperty ?? "default", name)?
            .Spec.AccessModes?.Contains("ReadWriteOncePod") == true)
        .ToHashSet(StringComparer.Ordinal);

    public IReadOnlyList<FitReason> Check(NodeState node) =>
        _exclusive.Count > 0
        && node.Pods.Any(placed => placed.Namespace == _namespace && placed.Claims.Any(_exclusive.Contains))
            ? Taken
            : [];
}
