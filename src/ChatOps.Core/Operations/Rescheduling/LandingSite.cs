using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Quotas;

namespace ChatOps.Operations.Rescheduling;

/// <summary>Where the successor of a pod could go.</summary>
/// <param name="Pointless">Why deleting the pod would gain nothing now, in words without a full stop; null where it may.</param>
/// <param name="Takers">The nodes that would take it, except the one where it is.</param>
internal sealed record LandingSite(string? Pointless, IReadOnlyList<string> Takers)
{
    public static LandingSite Of(Pod pod, Workload workload, IInventory inventory)
    {
        var successor = Candidate.Of(workload, inventory.LimitRanges) with { Claims = workload.IsStateful ? pod.Claims : workload.Claims };
        var refusals = QuotaRoom.Of(inventory, workload.Namespace).Without([pod]).Refusals(successor, pods: 1);
        if (refusals.Count > 0)
        {
            return new(string.Join("; ", refusals), []);
        }

        var landscape = Landscape.Of(inventory).Without(pod);
        var report = FitReport.Of(successor, landscape);
        if (!report.Fits)
        {
            return new(FitExplanation.Of(report, landscape).Verdict, []);
        }

        List<string> takers = [.. report.Nodes.Where(node => node.Fits && node.Node.Name != pod.NodeName).Select(node => node.Node.Name)];
        return takers.Count == 0
            ? new($"only {pod.NodeName} would take it, where it is", [])
            : new(Pointless: null, takers);
    }
}
