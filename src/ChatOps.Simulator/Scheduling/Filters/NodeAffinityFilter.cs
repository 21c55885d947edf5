using k8s.Models;

namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>Node selector and required node affinity must both hold.</summary>
internal sealed class NodeAffinityFilter(V1PodSpec pod) : INodeFilter
{
    private static readonly FitReason[] Elsewhere =
        [new(FitFilter.NodeAffinity, "node(s) didn't match Pod's node affinity/selector", Removable: false)];

    private readonly V1NodeSelector? _required =
        pod.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution;

    public IReadOnlyList<FitReason> Check(NodeState node) => Matches(node) ? [] : Elsewhere;

    public bool Matches(NodeState node) =>
        (pod.NodeSelector ?? new Dictionary<string, string>()).All(
            wanted => node.Labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value)
        && (_required is null || _required.Matches(node.Name, node.Labels));
}
