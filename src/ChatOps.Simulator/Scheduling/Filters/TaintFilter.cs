using k8s.Models;

namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>Taints that the pod doesn't tolerate; only the first is named.</summary>
internal sealed class TaintFilter(V1PodSpec pod) : INodeFilter
{
    public IReadOnlyList<FitReason> Check(NodeState node) =>
        Tolerations.FirstUntolerated(pod, node) is { } taint
            ? [new(FitFilter.Taint, $"node(s) had untolerated taint {{{taint.Key}: {taint.Value}}}", Removable: false)]
            : [];
}
