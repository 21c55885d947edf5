using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting.Rules;

/// <summary>Cordons and taints (filters NodeUnschedulable and TaintToleration).</summary>
internal sealed class TaintRule(PodDemand demand) : INodeRule
{
    private static readonly Taint OfCordon = new(Taint.UnschedulableKey, "", "NoSchedule");

    public void Judge(NodeState node, List<Obstacle> obstacles)
    {
        var isCordoned = !node.Node.IsSchedulable && !demand.Tolerates(OfCordon);
        if (isCordoned)
        {
            obstacles.Add(new Cordoned());
        }

        foreach (var taint in node.Node.Taints)
        {
            var isSaid = isCordoned && taint.Key == Taint.UnschedulableKey;
            if (taint.KeepsPodsOff && !isSaid && !demand.Tolerates(taint))
            {
                obstacles.Add(taint.IsOfNodeAway ? new NodeAway(taint) : new Tainted(taint));
            }
        }
    }
}
