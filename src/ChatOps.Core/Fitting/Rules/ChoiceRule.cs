using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting.Rules;

/// <summary>The node selector and the required node affinity (filter NodeAffinity).</summary>
internal sealed class ChoiceRule(PodDemand demand) : INodeRule
{
    public void Judge(NodeState node, List<Obstacle> obstacles)
    {
        if (!demand.Chooses(node.Node))
        {
            obstacles.Add(new NotChosen(Unmet(node.Node)));
        }
    }

    private string Unmet(Node node)
    {
        var requirement = demand.NodeSelector.Requirements.FirstOrDefault(each => !each.IsMetBy(node.Labels));
        return requirement?.ToString() ?? string.Join(" or ", demand.NodeTerms ?? []);
    }
}
