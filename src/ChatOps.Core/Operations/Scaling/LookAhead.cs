using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Quotas;

namespace ChatOps.Operations.Scaling;

/// <summary>Whether the pods that a workload does not have yet would be created, and find nodes.</summary>
internal sealed class LookAhead(IInventory inventory, Workload workload, int replicas)
{
    private readonly IReadOnlyList<PodToCome> _coming = PodsToCome.Of(inventory, workload, replicas);

    /// <summary>Why quotas would refuse some of them, with how many they would take; null where they take all.</summary>
    public string? QuotaLack()
    {
        var room = QuotaRoom.Of(inventory, workload.Namespace);
        var refusals = room.Refusals(_coming);
        return refusals.Count == 0
            ? null
            : $"{string.Join("; ", refusals)}. There is room for {room.Most(_coming)} of {Words.Count(_coming.Count, "new pod")}";
    }

    /// <summary>Why some of them would find no node now; null where all do.</summary>
    public NodeLack? NodeLack()
    {
        var crowd = Crowd.Of(_coming.Select(each => each.Pod), Landscape.Of(inventory));
        if (crowd.Homeless is not { } report)
        {
            return null;
        }

        var explanation = FitExplanation.Of(report, crowd.Landscape);
        return new(
            $"the nodes have room for {crowd.Placed} of {Words.Count(_coming.Count, "new pod")}. {explanation.Verdict}", explanation.Growing);
    }
}

/// <param name="Words">Without a full stop.</param>
/// <param name="Growing">One more node of this pool would help the next of them; null where it would not.</param>
internal sealed record NodeLack(string Words, NodePool? Growing);
