using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting;

/// <summary>A pod that is to get a node: one that waits, one that would be moved, or one that does not exist yet.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Labels">All its labels: it may be one of the pods that its own rules are about.</param>
/// <param name="Claims">Claims of its namespace that it mounts.</param>
public sealed record Candidate(
    string Namespace, string Name, LabelSet Labels, PodDemand Demand, ValueList<string> Claims)
{
    public static Candidate Of(Pod pod) => new(pod.Namespace, pod.Name, pod.AllLabels, pod.Demand, pod.Claims);

    /// <summary>
    /// A new pod of a workload, as it would be after its namespace's limit ranges have filled in what the template leaves
    /// out. The claims that a StatefulSet gives to each pod alone are not among its claims: a new pod gets new ones.
    /// </summary>
    public static Candidate Of(Workload workload, IEnumerable<LimitRange> limitRanges) => new(
        workload.Namespace,
        $"a pod of {workload.Name}",
        workload.PodLabels,
        limitRanges.Where(range => range.Namespace == workload.Namespace)
            .SelectMany(range => range.Rules)
            .Aggregate(workload.Demand, Defaulted),
        workload.Claims);

    public override string ToString() => Name;

    /// <summary>The pod that it would be on this node.</summary>
    internal Pod On(NodeState node) => new(
        Namespace,
        Name,
        Uid: $"to come on {node}",
        Inventory.Labels.None,
        Status: "Pending",
        Phase: "Pending",
        IsReady: false,
        ReadyContainers: 0,
        Containers: Demand.Resources.Containers.Count,
        Restarts: 0,
        LastRestart: null,
        CreatedAt: default,
        DeletionRequested: null,
        Grace: TimeSpan.Zero,
        node.Name,
        Owner: null,
        Trouble: null)
    {
        AllLabels = Labels,
        Claims = Claims,
        Demand = Demand,
    };

    private static PodDemand Defaulted(PodDemand demand, LimitRule rule) => rule.Type is not "Container"
        ? demand
        : demand with { Resources = demand.Resources.With(container => Defaulted(container, rule)) };

    /// <summary>A limit range's default limit is no request: what is requested by default stands in the range itself.</summary>
    private static ContainerResources Defaulted(ContainerResources container, LimitRule rule) => container with
    {
        Requests = container.Requests.Or(rule.DefaultRequest),
        Limits = container.Limits.Or(rule.Default),
    };
}
