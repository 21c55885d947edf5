using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Operations.Recovering;

/// <summary>Whether pods that ask for more than now would find a node once those that the workload has now are gone.</summary>
internal static class NodeRoom
{
    /// <param name="demand">What each of them would ask for.</param>
    /// <param name="claims">For each pod to come the claims that it would mount: their disks choose the nodes.</param>
    /// <returns>Null where all of them fit, else what stands in the way, in words.</returns>
    public static string? Lacking(
        IInventory inventory, Workload workload, PodDemand demand, IReadOnlyList<ValueList<string>> claims)
    {
        var landscape = inventory.Pods.Where(pod => inventory.WorkloadOf(pod)?.Uid == workload.Uid)
            .Aggregate(Landscape.Of(inventory), (without, pod) => without.Without(pod));
        var candidate = Candidate.Of(workload, inventory.LimitRanges) with { Demand = demand };
        var reports = claims.Select(own => FitReport.Of(candidate with { Claims = [.. workload.Claims, .. own] }, landscape)).ToList();
        if (reports.Find(report => !report.Fits) is { } obstructed)
        {
            return Words(obstructed);
        }

        var places = reports.Select(report => report.Nodes.Where(node => node.Fits).Sum(node => Places(node.Node, demand)))
            .DefaultIfEmpty(0)
            .Min();
        return places >= claims.Count ? null : $"the nodes have room for {places} of its {claims.Count} pods";
    }

    private static string Words(FitReport report)
    {
        if (report.Claims is [var claim, ..])
        {
            return $"{claim}";
        }

        var full = report.Nodes.Where(node => node.Obstacles.All(obstacle => obstacle is Shortage)).ToList();
        var roomiest = full.MaxBy(node => node.Node.Free(ResourceNames.Memory));
        return roomiest is null ? Refused(report) : Short(report, full, roomiest);
    }

    private static string Short(FitReport report, List<NodeVerdict> full, NodeVerdict roomiest)
    {
        var where = full.Count == report.Nodes.Count ? "no node" : "no node that it may run on";
        return roomiest.Obstacles.OfType<Shortage>().FirstOrDefault(shortage => shortage.Resource is ResourceNames.Memory) is { } memory
            ? $"{memory.Wanted.ToReadableSize()} is free on {where}, the most is {memory.Free.ToReadableSize()} on {roomiest.Node}"
            : $"{roomiest.Node}, which has most memory free, is {roomiest.Obstacles[0]}";
    }

    private static string Refused(FitReport report)
    {
        var commonest = report.Nodes.Select(node => node.Obstacles[0].Summary).CountBy(summary => summary)
            .OrderByDescending(summary => summary.Value)
            .Select(summary => $": {summary.Key}")
            .FirstOrDefault("");
        return $"no node takes its pods at all{commonest}";
    }

    private static long Places(NodeState node, PodDemand demand) => demand.Requests.All
        .Where(amount => amount.Value > 0)
        .Select(amount => node.Free(amount.Name) / amount.Value)
        .Append(node.Free(ResourceNames.Pods))
        .Min();
}
