using k8s.Models;

namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>A cordoned node takes only pods that tolerate the cordon's own taint.</summary>
internal sealed class UnschedulableFilter(V1PodSpec pod) : INodeFilter
{
    private static readonly V1Taint Cordon = new() { Key = "node.kubernetes.io/unschedulable", Effect = "NoSchedule" };
    private static readonly FitReason[] Cordoned =
        [new(FitFilter.Unschedulable, "node(s) were unschedulable", Removable: false)];

    private readonly bool _tolerates = Tolerations.Tolerates(pod, Cordon);

    public IReadOnlyList<FitReason> Check(NodeState node) => node.Unschedulable && !_tolerates ? Cordoned : [];
}
