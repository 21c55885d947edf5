using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/</summary>
public static class Tolerations
{
    public static bool Tolerates(V1PodSpec pod, V1Taint taint) =>
        (pod.Tolerations ?? []).Any(toleration => Tolerates(toleration, taint));

    /// <summary>The first taint that keeps the pod off the node, in the node's own order; null when none does.</summary>
    public static V1Taint? FirstUntolerated(V1PodSpec pod, NodeState node) =>
        node.Taints.FirstOrDefault(taint => taint.Effect is "NoSchedule" or "NoExecute" && !Tolerates(pod, taint));

    private static bool Tolerates(V1Toleration toleration, V1Taint taint) =>
        (string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == taint.Effect)
        && (string.IsNullOrEmpty(toleration.Key) || toleration.Key == taint.Key)
        && (toleration.OperatorProperty == "Exists"
            || ((toleration.OperatorProperty is null or "" or "Equal")
                && (toleration.Value ?? "") == (taint.Value ?? "")));
}
