using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Quotas;

namespace ChatOps.Operations.Recovering;

/// <summary>What quotas and nodes have for the pods that come after those of now, which are gone by then.</summary>
internal sealed class SuccessorRoom
{
    private readonly QuotaRoom _quotas;
    private readonly Landscape _landscape;

    public SuccessorRoom(IInventory inventory, Workload workload)
    {
        var pods = inventory.PodsOf(workload).ToList();
        _quotas = QuotaRoom.Of(inventory, workload.Namespace).Without(pods);
        _landscape = pods.Aggregate(Landscape.Of(inventory), (without, pod) => without.Without(pod));
    }

    /// <summary>What each quota that limits this resource leaves to all of them.</summary>
    public IEnumerable<QuotaLine> Quotas(string resource) => _quotas.Lines.Where(line => line.Resource == resource);

    /// <summary>Why not all of them would be created and find a node, or null.</summary>
    /// <param name="pods">At least one; alike but for their claims, whose disks choose the nodes.</param>
    public string? Lacking(IReadOnlyList<Candidate> pods)
    {
        if (_quotas.Refusals(pods[0], pods.Count) is [var refusal, ..])
        {
            return $"{refusal.Words} without it";
        }

        var crowd = Crowd.Of(pods, _landscape);
        if (crowd.Homeless is not { } report)
        {
            return null;
        }

        var verdict = FitExplanation.Of(report, crowd.Landscape).Verdict;
        return pods.Count == 1
            ? $"{char.ToLowerInvariant(verdict[0])}{verdict[1..]}"
            : $"the nodes have room for {crowd.Placed} of {pods.Count} such pods. {verdict}";
    }
}
