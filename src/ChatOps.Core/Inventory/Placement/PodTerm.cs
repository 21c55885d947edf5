namespace ChatOps.Inventory.Placement;

/// <summary>
/// Pods that a pod must be near to, or apart from
/// (https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity).
/// </summary>
/// <param name="Selector">Null selects no pod.</param>
/// <param name="Namespaces">Where those pods are; with none, and no <paramref name="NamespaceSelector"/>, in the pod's own.</param>
/// <param name="NamespaceSelector">Namespaces by their labels, in addition to those named; null for none.</param>
/// <param name="TopologyKey">The node label whose value says what near is: a host name, a zone.</param>
public sealed record PodTerm(
    LabelSelector? Selector, ValueList<string> Namespaces, LabelSelector? NamespaceSelector, string TopologyKey)
{
    /// <summary>
    /// Labels that those pods must have as the pod itself has them (matchLabelKeys). The API server of 1.31 and later writes them into
    /// a pod's selector, which is no harm; a template has them here alone.
    /// </summary>
    public ValueList<string> OwnLabels { get; init; } = [];

    /// <summary>Labels that those pods must not have as the pod itself has them (mismatchLabelKeys).</summary>
    public ValueList<string> OtherLabels { get; init; } = [];

    /// <param name="own">Labels of the pod whose term it is; those that it does not have narrow nothing.</param>
    /// <param name="others">Labels of a pod that may be meant.</param>
    public bool Means(LabelSet own, LabelSet others)
    {
        if (Selector?.Selects(others) is not true)
        {
            return false;
        }

        foreach (var key in OwnLabels)
        {
            if (own[key] is { } value && others[key] != value)
            {
                return false;
            }
        }

        foreach (var key in OtherLabels)
        {
            if (own[key] is { } value && others[key] == value)
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => $"{Selector} in the same {TopologyKey}";
}

/// <summary>
/// How evenly pods must be spread
/// (https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/). Only constraints that forbid
/// (whenUnsatisfiable: DoNotSchedule) are kept.
/// </summary>
/// <param name="TopologyKey">The node label by whose value pods are counted.</param>
/// <param name="MaxSkew">How many more pods than in the emptiest place there may be; 1 or more.</param>
/// <param name="Selector">Which pods of the namespace are counted; null counts none.</param>
/// <param name="MinDomains">With fewer places than these the emptiest counts as having none; 1 unless said otherwise.</param>
/// <param name="HonorsAffinity">Only nodes are counted that the pod's selector and node affinity choose, as is usual.</param>
/// <param name="HonorsTaints">Only nodes are counted whose taints the pod tolerates, which is unusual.</param>
public sealed record SpreadConstraint(
    string TopologyKey, int MaxSkew, LabelSelector? Selector, int MinDomains, bool HonorsAffinity, bool HonorsTaints)
{
    /// <summary>Labels whose values at the pod narrow the selector (matchLabelKeys).</summary>
    public ValueList<string> OwnLabels { get; init; } = [];
}

/// <summary>A port of the node itself.</summary>
/// <param name="Protocol">TCP, UDP or SCTP.</param>
/// <param name="Address">"0.0.0.0" for every address of the node.</param>
public sealed record HostPort(int Port, string Protocol, string Address)
{
    public const string AnyAddress = "0.0.0.0";

    public bool CollidesWith(HostPort other) =>
        Port == other.Port
        && Protocol == other.Protocol
        && (Address == other.Address || Address is AnyAddress || other.Address is AnyAddress);

    public override string ToString() => $"{Port}/{Protocol}";
}
