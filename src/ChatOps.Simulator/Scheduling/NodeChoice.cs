using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>
/// Which of the nodes that fit a pod gets: the real scheduler's wishes, simplified. In order of weight: preferred node
/// affinity, no taint that prefers others, few siblings, then the most free room.
/// </summary>
public static class NodeChoice
{
    private const double AffinityWeight = 10;
    private const double TaintPenalty = 300;
    private const double SiblingPenalty = 200;

    public static NodeState? Best(V1Pod pod, FitVerdict verdict)
    {
        var owner = pod.Metadata.OwnerReferences?.FirstOrDefault(each => each.Controller == true)?.Uid;
        var requests = PodResources.Requests(pod.Spec);
        return verdict.Fitting.MaxBy(node => Score(pod, owner, requests, node));
    }

    private static double Score(V1Pod pod, string? owner, ResourceAmounts requests, NodeState node) =>
        (FreeShare(node, requests, "cpu") * 50) + (FreeShare(node, requests, "memory") * 50)
        + (PreferredAffinity(pod, node) * AffinityWeight)
        - (node.Taints.Count(taint => taint.Effect == "PreferNoSchedule" && !Tolerations.Tolerates(pod.Spec, taint)) * TaintPenalty)
        - (owner is null ? 0 : node.Pods.Count(placed => placed.OwnerUid == owner) * SiblingPenalty);

    private static double FreeShare(NodeState node, ResourceAmounts requests, string resource) =>
        node.Allocatable[resource] == 0
            ? 0
            : (double)((node.Allocatable[resource] - node.Requested[resource] - requests[resource]) / node.Allocatable[resource]);

    private static int PreferredAffinity(V1Pod pod, NodeState node) =>
        (pod.Spec.Affinity?.NodeAffinity?.PreferredDuringSchedulingIgnoredDuringExecution ?? [])
            .Where(wish => wish.Preference.Matches(node.Name, node.Labels))
            .Sum(wish => wish.Weight);
}
