using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Quotas;

namespace ChatOps.Operations.Limiting;

/// <summary>What a changed quota would be good for: whether nodes have what it allows more, and whether missing pods come.</summary>
/// <param name="changed">The lines as they will be.</param>
internal sealed class QuotaOutlook(IInventory inventory, Area area, Quota quota, IReadOnlyList<QuotaLine> changed)
{
    private readonly Lazy<Landscape> _landscape = new(() => Landscape.Of(inventory));

    public IEnumerable<string> Lines() =>
    [
        .. changed.Select(Room).OfType<string>(),
        .. area.Workloads.Where(workload => workload.Namespace == quota.Namespace)
            .OrderBy(workload => workload.Name, StringComparer.Ordinal)
            .Select(Missing)
            .OfType<string>(),
    ];

    /// <summary>Null for what is not set aside on nodes, and for less than there is now.</summary>
    private string? Room(QuotaLine line)
    {
        var more = line.Hard.Value - (Quantity.Read(quota.Hard[line.Resource])?.Value ?? 0);
        if (QuotaCharge.OnNodes(line.Resource) is not { } resource || more <= 0)
        {
            return null;
        }

        var wanted = (long)Math.Ceiling(QuotaCharge.InNodeUnits(resource, more));
        var free = _landscape.Value.Nodes.Where(node => node.Node is { IsReady: true, IsSchedulable: true })
            .Select(node => Math.Max(0, node.Free(resource)))
            .ToList();
        var named = AmountWords.Needed(resource, wanted);
        return (free.DefaultIfEmpty().Max() >= wanted, free.Sum() >= wanted) switch
        {
            (true, _) => $"Nodes: one of them has the {named} more free now.",
            (_, true) => $"Nodes: none has the {named} more free in one piece, all together have: enough for several small pods, not for one large.",
            _ => $"Nodes: all together have less than the {named} more free now. Pods would be made, and wait for a node.",
        };
    }

    private string? Missing(Workload workload)
    {
        if (MissingPods.Of(inventory, workload, workload.Replicas) == 0)
        {
            return null;
        }

        var name = ShortName.Of(workload.Name, area.Release);
        var coming = PodsToCome.Of(inventory, workload, workload.Replicas);
        var refusals = QuotaRoom.Of(inventory, quota.Namespace).With(changed).Refusals(coming);
        return refusals.Count > 0
            ? $"{name} would still lack pods: {string.Join(", ", refusals.Select(refusal => refusal.Rule))} refuses them."
            : $"{name} gets the pods that it lacks"
                + (Crowd.Of(coming.Select(each => each.Pod), _landscape.Value).Homeless is null
                    ? ", and nodes have room for them."
                    : $", but no node has room for all of them now: diagnose {area.Name} says why.");
    }
}
