using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Quotas;

namespace ChatOps.Diagnosing;

/// <summary>
/// Finds out why pods are missing. A quota never shows at a pod, for there is none: it is worked out from the figures, and what
/// else refuses pods is read from what their makers noted.
/// </summary>
internal sealed class AbsenceExaminer(IInventory inventory, IEvents events, GrowthLook growth)
{
    /// <returns>Null where no pod is missing.</returns>
    public async Task<Absence?> FindAsync(Workload workload, FarLooks looks)
    {
        var missing = MissingPods.Of(inventory, workload, workload.Replicas);
        if (missing == 0)
        {
            return null;
        }

        var coming = PodsToCome.Of(inventory, workload, workload.Replicas);
        var room = QuotaRoom.Of(inventory, workload.Namespace);
        var refusals = room.Refusals(coming);
        if (refusals.Count > 0)
        {
            return new(workload, missing, string.Join("; ", refusals), await HomelessAsync(coming, looks), Unseen: null)
            {
                Command = Command(workload, refusals),
            };
        }

        var (refused, unseen) = await RefusalAsync(workload, looks);
        return new(workload, missing, MakersWords.Of(refused, room), refused is null ? null : await HomelessAsync(coming, looks), unseen);
    }

    /// <summary>What last kept its makers from making a pod, or null; and why that could not be seen.</summary>
    public async Task<(ClusterEvent? Refused, string? Unseen)> RefusalAsync(Workload workload, FarLooks looks)
    {
        var seen = await Task.WhenAll(inventory.MakersOf(workload).Select(maker => looks.AtAsync<IReadOnlyList<ClusterEvent>>(
            $"The events of {workload.Name}",
            async stop => await events.OfAsync(workload.Namespace, maker, stop))));
        return (
            seen.SelectMany(each => each.Value ?? []).Where(each => each.Reason is "FailedCreate").MaxBy(each => each.LastSeen ?? DateTimeOffset.MinValue),
            seen.Select(each => each.Unseen).FirstOrDefault(unseen => unseen is not null));
    }

    /// <summary>The quota that is shortest of room, raised by what is missing; one that wants to be named an amount is not raised.</summary>
    private static string? Command(Workload workload, IReadOnlyList<PodRefusal> refusals)
    {
        var shortages = refusals.OfType<QuotaShortage>().ToList();
        if (shortages.Count == 0 || shortages.Count < refusals.Count)
        {
            return null;
        }

        var quota = shortages[0].Line.Quota;
        var amounts = shortages.Where(shortage => shortage.Line.Quota == quota).Select(shortage => $"{shortage.Line.Resource}=+{shortage.By}");
        return $"quota set {workload.Labels.AreaName} {string.Join(' ', amounts)} --quota {quota.Name}";
    }

    private async Task<string?> HomelessAsync(IReadOnlyList<PodToCome> coming, FarLooks looks)
    {
        var crowd = Crowd.Of(coming.Select(each => each.Pod), Landscape.Of(inventory));
        if (crowd.Homeless is not { } report)
        {
            return null;
        }

        var explanation = FitExplanation.Of(report, crowd.Landscape);
        return await growth.WordsAsync(explanation.Growing, looks) is { } words
            ? $"{explanation.Verdict}. {words.TrimEnd('.')}"
            : explanation.Verdict;
    }
}
