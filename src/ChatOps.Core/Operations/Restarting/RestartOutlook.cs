using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Quotas;

namespace ChatOps.Operations.Restarting;

/// <summary>Whether the successors of pods would be made and find nodes, beside the pods and after them.</summary>
internal sealed class RestartOutlook(IInventory inventory, Workload workload)
{
    private readonly Lazy<Landscape> _landscape = new(() => Landscape.Of(inventory));

    /// <summary>
    /// What restarting takes beside what runs. A Deployment's successor is made while the pod before it still ends and counts; a
    /// StatefulSet waits until the name is free.
    /// </summary>
    /// <returns>Null where it takes nothing.</returns>
    public Surge? Beside()
    {
        if (workload.IsStateful)
        {
            return null;
        }

        var pod = Candidate.Of(workload, inventory.LimitRanges);
        var refusals = QuotaRoom.Of(inventory, workload.Namespace).Refusals(pod, pods: 1);
        return new Surge(SurgeWords.Of(pod, pods: 1), refusals.Count > 0 ? string.Join("; ", refusals) : Homeless(pod, _landscape));
    }

    /// <summary>Why the successor of one of these would not come even when the pod before it is gone; null where all would.</summary>
    public string? NoWayBack(IEnumerable<Pod> pods) =>
        pods.Where(pod => pod.NodeName is not null).Select(NoWayBack).FirstOrDefault(why => why is not null);

    private string? NoWayBack(Pod pod)
    {
        var successor = Candidate.Of(workload, inventory.LimitRanges) with { Claims = workload.IsStateful ? pod.Claims : workload.Claims };
        var refusals = QuotaRoom.Of(inventory, workload.Namespace).Without([pod]).Refusals(successor, pods: 1);
        return refusals.Count > 0
            ? string.Join("; ", refusals)
            : Homeless(successor, new Lazy<Landscape>(() => _landscape.Value.Without(pod)));
    }

    /// <summary>A cluster whose nodes can't be seen keeps nobody from restarting.</summary>
    private string? Homeless(Candidate pod, Lazy<Landscape> landscape) =>
        inventory.Nodes.Count > 0 && FitReport.Of(pod, landscape.Value) is { Fits: false } report
            ? FitExplanation.Of(report, landscape.Value).Verdict
            : null;
}

/// <param name="Needs">"1 pod: 500m CPU, 1920Mi memory".</param>
/// <param name="Lack">Why that can't be had now; null where it can.</param>
public sealed record Surge(string Needs, string? Lack);
