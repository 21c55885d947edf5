using ChatOps.Simulator.Scheduling.Filters;
using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>
/// Which nodes can take a pod, and why the others can't: the filters of kube-scheduler's default profile in its order.
/// Each node reports its first failing filter; the resource filter names every resource that is short.
/// </summary>
public sealed class PodFit
{
    private readonly V1Pod _pod;
    private readonly ClusterView _cluster;
    private readonly List<INodeFilter> _filters;

    public PodFit(V1Pod pod, ClusterView cluster)
    {
        _pod = pod;
        _cluster = cluster;
        var volumes = PodVolumes.Of(pod, cluster.Volumes);
        Obstacle = volumes.Obstacle;
        _filters =
        [
            new UnschedulableFilter(pod.Spec),
            new NodeNameFilter(pod.Spec),
            new TaintFilter(pod.Spec),
            new NodeAffinityFilter(pod.Spec),
            new HostPortsFilter(pod.Spec),
            new ResourcesFilter(pod.Spec),
            new VolumeRestrictionFilter(pod, cluster),
            new VolumeBindingFilter(volumes, cluster.Volumes),
            new VolumeZoneFilter(volumes),
            new TopologySpreadFilter(pod, cluster),
            new PodAffinityFilter(pod, cluster),
        ];
    }

    /// <summary>What keeps the pod off every node before any is looked at (a claim missing, ending, unbound), or null.</summary>
    public string? Obstacle { get; }

    /// <summary>
    /// Empty when the node can take the pod. Where pods of the same or a higher priority are nominated to the node, it has to pass
    /// twice: as if they were there already, and as it is.
    /// </summary>
    public IReadOnlyList<FitReason> Check(NodeState node)
    {
        var ahead = _cluster.Nominated
            .Where(each => each.Node == node.Name && each.Priority >= (_pod.Spec.Priority ?? 0) && !IsSelf(each.Pod))
            .Select(each => each.Pod)
            .ToList();
        return ahead.Count > 0 && CheckWith(ahead, node) is { Count: > 0 } reasons ? reasons : CheckAsIs(node);
    }

    private bool IsSelf(PlacedPod pod) =>
        pod.Name == _pod.Metadata.Name && pod.Namespace == (_pod.Metadata.NamespaceProperty ?? "default");

    private IReadOnlyList<FitReason> CheckWith(IEnumerable<PlacedPod> ahead, NodeState node)
    {
        var crowded = node.With(ahead);
        var cluster = _cluster with { Nodes = [.. _cluster.Nodes.Select(each => each.Name == node.Name ? crowded : each)], Nominated = [] };
        return new PodFit(_pod, cluster).CheckAsIs(crowded);
    }

    private IReadOnlyList<FitReason> CheckAsIs(NodeState node)
    {
        foreach (var filter in _filters)
        {
            if (filter.Check(node) is { Count: > 0 } reasons)
            {
                return reasons;
            }
        }

        return [];
    }

    public FitVerdict CheckAll() =>
        new(Obstacle, [.. _cluster.Nodes.Select(node => new NodeVerdict(node, Obstacle is null ? Check(node) : []))]);
}
