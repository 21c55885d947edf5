using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting.Rules;

/// <summary>
/// Room for one more pod and for all it requests (filter NodeResourcesFit); unlike other filters this one names
/// everything that is short.
/// </summary>
internal sealed class ResourceRule : INodeRule
{
    private readonly List<ResourceAmount> _wanted = [new(ResourceNames.Pods, 1)];

    public ResourceRule(PodDemand demand)
    {
        if (demand.Requests.All.All(amount => amount.Value == 0))
        {
            return;
        }

        // Who asks for anything is turned away by a node of which more CPU, memory or disk is promised than it has, asked for
        // or not: so it was recorded of 1.20. Pods that were put there past the scheduler do that to a node.
        _wanted.AddRange(((string[])[ResourceNames.Cpu, ResourceNames.Memory, ResourceNames.EphemeralStorage])
            .Select(name => new ResourceAmount(name, demand.Requests[name])));
        _wanted.AddRange(demand.Requests.All.Where(amount => amount.Value > 0 && !_wanted.Exists(each => each.Name == amount.Name)));
    }

    public void Judge(NodeState node, List<Obstacle> obstacles)
    {
        foreach (var (name, wanted) in _wanted)
        {
            var free = node.Free(name);
            if (wanted > free)
            {
                obstacles.Add(new Shortage(name, wanted, free, node.Allocatable(name)));
            }
        }
    }
}
