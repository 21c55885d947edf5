using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting.Rules;

/// <summary>Ports of the node itself that another pod has (filter NodePorts).</summary>
internal sealed class PortRule(PodDemand demand) : INodeRule
{
    public void Judge(NodeState node, List<Obstacle> obstacles)
    {
        foreach (var port in demand.HostPorts)
        {
            var holder = node.Pods.FirstOrDefault(pod => pod.Demand.HostPorts.Any(port.CollidesWith));
            if (holder is not null)
            {
                obstacles.Add(new PortTaken(port, holder));
            }
        }
    }
}
