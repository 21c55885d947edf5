using k8s.Models;

namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>Pod slots and requested resources; unlike the other filters it names everything that is short.</summary>
internal sealed class ResourcesFilter(V1PodSpec pod) : INodeFilter
{
    private const string PodSlots = "pods";

    // Of a node that is over-committed the real scheduler names these even when the pod asks for none of them,
    // provided it asks for anything at all.
    private static readonly string[] AlwaysChecked = ["cpu", "memory", "ephemeral-storage"];

    private readonly ResourceAmounts _requests = PodResources.Requests(pod);

    public IReadOnlyList<FitReason> Check(NodeState node)
    {
        List<FitReason> shortages = [];
        if (node.Pods.Count + 1 > node.Allocatable[PodSlots])
        {
            shortages.Add(new(FitFilter.Resources, "Too many pods", Removable: true));
        }

        foreach (var name in Checked())
        {
            var wanted = _requests[name];
            if (wanted > node.Allocatable[name] - node.Requested[name])
            {
                // More than the node has even when empty: evicting others would not help.
                var removable = wanted <= node.Allocatable[name];
                shortages.Add(new(FitFilter.Resources, $"Insufficient {name}", removable));
            }
        }

        return shortages;
    }

    private IEnumerable<string> Checked() =>
        _requests.Names.Any(name => _requests[name] > 0) ? AlwaysChecked.Union(_requests.Names) : [];
}
