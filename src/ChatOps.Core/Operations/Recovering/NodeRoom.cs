using ChatOps.Inventory;

namespace ChatOps.Operations.Recovering;

/// <summary>Where pods of a template would find room if those that the workload has now were gone.</summary>
internal static class NodeRoom
{
    /// <param name="zone">The only zone they can run in, or null for any.</param>
    /// <returns>Null where that many pods fit, else what the nodes have free, in words.</returns>
    public static string? Lacking(
        IInventory inventory, Workload workload, PodTemplate template, PodRequests each, string? zone, int pods)
    {
        var taken = inventory.Pods
            .Where(pod => !pod.IsFinished && inventory.WorkloadOf(pod)?.Uid != workload.Uid)
            .ToLookup(pod => pod.NodeName ?? "");
        var free = inventory.Nodes
            .Where(node => node is { IsReady: true, IsSchedulable: true } && Takes(node, template, zone))
            .Select(node => (Node: node, Free: FreeOn(node, taken[node.Name])))
            .ToList();
        if (free.Sum(room => Places(room.Free, each)) >= pods)
        {
            return null;
        }

        var where = zone is null ? "" : $" in zone {zone}, where its disk is";
        return free is []
            ? $"no node{where} takes its pods at all"
            : $"{each.Memory.ToReadableSize()} is free on no node{where}, the most is {free.Max(room => room.Free.Memory).ToReadableSize()} on {free.MaxBy(room => room.Free.Memory).Node.Name}";
    }

    private static bool Takes(Node node, PodTemplate template, string? zone) =>
        (zone is null || node.Zone == zone)
        && template.NodeSelector.All(label => node.Labels.Contains(label))
        && node.Taints.All(taint => template.Tolerations.Exists(toleration => toleration.Covers(taint)));

    private static PodRequests FreeOn(Node node, IEnumerable<Pod> pods)
    {
        var cpu = (long)(node.AllocatableCpu * 1000);
        var memory = node.AllocatableMemory;
        foreach (var pod in pods)
        {
            cpu -= pod.Requests.CpuMillis;
            memory -= pod.Requests.Memory;
        }

        return new PodRequests(cpu, memory);
    }

    private static long Places(PodRequests free, PodRequests each)
    {
        if (free.Memory < each.Memory || free.CpuMillis < each.CpuMillis)
        {
            return 0;
        }

        return Math.Min(
            each.Memory == 0 ? long.MaxValue : free.Memory / each.Memory,
            each.CpuMillis == 0 ? int.MaxValue : free.CpuMillis / each.CpuMillis);
    }
}
