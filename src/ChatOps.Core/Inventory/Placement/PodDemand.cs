namespace ChatOps.Inventory.Placement;

/// <summary>
/// What a pod asks of the node it is put on. All pods of a workload ask for the same, so they share one of these.
/// </summary>
public sealed record PodDemand
{
    /// <summary>Asks for nothing but a place.</summary>
    public static PodDemand None { get; } = new();

    public PodResources Resources { get; init; } = PodResources.None;

    /// <summary>What the node's labels must all be.</summary>
    public LabelSelector NodeSelector { get; init; } = LabelSelector.Everything;

    /// <summary>The node must be chosen by one of these; null where any node will do.</summary>
    public ValueList<NodeTerm>? NodeTerms { get; init; }

    public ValueList<Toleration> Tolerations { get; init; } = [];

    public ValueList<HostPort> HostPorts { get; init; } = [];

    /// <summary>Pods that it must be near to, all of them.</summary>
    public ValueList<PodTerm> Near { get; init; } = [];

    /// <summary>Pods that it must not be near to, and that must not come near to it later.</summary>
    public ValueList<PodTerm> Apart { get; init; } = [];

    public ValueList<SpreadConstraint> Spread { get; init; } = [];

    /// <summary>
    /// Room that is kept for pods of at least this priority is not for it
    /// (https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/). 0 where none is said.
    /// </summary>
    public int Priority { get; init; }

    public ResourceAmounts Requests => Resources.Requests;

    /// <summary>Whether the node selector and the required node affinity choose this node.</summary>
    public bool Chooses(Node node)
    {
        if (!NodeSelector.Selects(node.Labels))
        {
            return false;
        }

        if (NodeTerms is null)
        {
            return true;
        }

        foreach (var term in NodeTerms)
        {
            if (term.Chooses(node))
            {
                return true;
            }
        }

        return false;
    }

    public bool Tolerates(Taint taint)
    {
        foreach (var toleration in Tolerations)
        {
            if (toleration.Tolerates(taint))
            {
                return true;
            }
        }

        return false;
    }
}
