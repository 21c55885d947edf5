namespace ChatOps.Inventory.Placement;

/// <summary>
/// One of the terms by which nodes are chosen; a node that meets one term is chosen
/// (https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity).
/// </summary>
/// <param name="Labels">What the node's labels must be.</param>
/// <param name="Names">What the node's name must be (matchFields metadata.name): DaemonSets choose so.</param>
public sealed record NodeTerm(ValueList<LabelRequirement> Labels, ValueList<LabelRequirement> Names)
{
    /// <summary>A term without any requirement chooses nothing.</summary>
    public bool Chooses(Node node)
    {
        if (Labels.Count + Names.Count == 0)
        {
            return false;
        }

        foreach (var requirement in Names)
        {
            if (!requirement.IsMetBy(node.Name))
            {
                return false;
            }
        }

        return new LabelSelector(Labels).Selects(node.Labels);
    }

    public override string ToString() => string.Join(" and ", [.. Labels, .. Names]);
}
