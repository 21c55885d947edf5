using k8s.Models;

namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>A pod that already names its node fits no other.</summary>
internal sealed class NodeNameFilter(V1PodSpec pod) : INodeFilter
{
    private static readonly FitReason[] Another =
        [new(FitFilter.NodeName, "node(s) didn't match the requested node name", Removable: false)];

    public IReadOnlyList<FitReason> Check(NodeState node) =>
        string.IsNullOrEmpty(pod.NodeName) || pod.NodeName == node.Name ? [] : Another;
}
