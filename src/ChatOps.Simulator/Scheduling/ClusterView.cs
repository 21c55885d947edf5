using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>Everything a fit decision looks at.</summary>
public sealed record ClusterView(IReadOnlyCollection<NodeState> Nodes, NamespaceLabels NamespaceLabels, IVolumes Volumes)
{
    /// <summary>Pods that wait for a node on which others were evicted for them.</summary>
    public IReadOnlyCollection<Nomination> Nominated { get; init; } = [];
}

/// <param name="Node">As status.nominatedNodeName has it.</param>
/// <param name="Priority">Pods of a lower one find the room taken.</param>
public sealed record Nomination(string Node, int Priority, PlacedPod Pod)
{
    /// <returns>Null for a pod that has a node, or is nominated to none.</returns>
    public static Nomination? Of(V1Pod pod) =>
        string.IsNullOrEmpty(pod.Spec.NodeName) && pod.Status?.NominatedNodeName is { Length: > 0 } node
            ? new(node, pod.Spec.Priority ?? 0, PlacedPod.Of(pod))
            : null;
}
