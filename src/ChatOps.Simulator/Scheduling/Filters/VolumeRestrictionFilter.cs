using k8s.Models;

namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>A claim with access mode ReadWriteOncePod serves one pod in the whole cluster, so every node is refused alike.</summary>
internal sealed class VolumeRestrictionFilter(V1Pod pod, ClusterView cluster) : INodeFilter
{
    private static readonly FitReason[] Taken =
    [
        new(
            FitFilter.VolumeRestriction,
            "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode",
            Removable: true),
    ];

    private readonly bool _isTaken = PlacedPod.ClaimsOf(pod).Any(claim => IsExclusive(pod, claim, cluster) && IsUsed(pod, claim, cluster));

    public IReadOnlyList<FitReason> Check(NodeState node) => _isTaken ? Taken : [];

    private static bool IsExclusive(V1Pod pod, string claim, ClusterView cluster) =>
        cluster.Volumes.FindClaim(NamespaceOf(pod), claim)?.Spec.AccessModes?.Contains("ReadWriteOncePod") == true;

    private static bool IsUsed(V1Pod pod, string claim, ClusterView cluster) =>
        cluster.Nodes.SelectMany(node => node.Pods)
            .Any(placed => placed.Namespace == NamespaceOf(pod) && placed.Claims.Contains(claim));

    private static string NamespaceOf(V1Pod pod) => pod.Metadata.NamespaceProperty ?? "default";
}
