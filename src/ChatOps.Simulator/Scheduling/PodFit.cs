using ChatOps.Simulator.Scheduling.Filters;
using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>
/// Which nodes can take a pod, and why the others can't: the filters of kube-scheduler's default profile in its order.
/// Each node reports its first failing filter; the resource filter names every resource that is short.
/// </summary>
public sealed class PodFit
{
    private readonly ClusterView _cluster;
    private readonly List<INodeFilter> _filters;

    public PodFit(V1Pod pod, ClusterView cluster)
    {
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

    /// <summary>Empty when the node can take the pod.</summary>
    public IReadOnlyList<FitReason> Check(NodeState node)
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
