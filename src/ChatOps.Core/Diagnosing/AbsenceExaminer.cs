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

        var pod = Candidate.Of(workload, inventory.LimitRanges);
        var refusals = QuotaRoom.Of(inventory, workload.Namespace).Refusals(pod, missing);
        if (refusals.Count > 0)
        {
            return new(workload, missing, string.Join("; ", refusals), await HomelessAsync(workload, looks), Unseen: null)
            {
                Command = Command(workload, refusals),
            };
        }

        var (refused, unseen) = await RefusalAsync(workload, looks);
        return new(workload, missing, Said(refused), refused is null ? null : await HomelessAsync(workload, looks), unseen);
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

    private static string Said(ClusterEvent? refused) => refused switch
    {
        null => "its controller has not made them, and nothing says why",
        _ when Says(refused, "exceeded quota") => "a quota refused them a while ago, and has room now: its controller tries again by itself",
        _ when Says(refused, "admission webhook") => $"an admission webhook refuses them: {Wording.OneLine(refused.Message)}",
        _ when Says(refused, "usage per ") => $"a limit range refuses them: {Wording.OneLine(refused.Message)}",
        _ => $"they may not be created: {Wording.OneLine(refused.Message)}",
    };

    private static bool Says(ClusterEvent refused, string words) => refused.Message.Contains(words, StringComparison.Ordinal);

    private async Task<string?> HomelessAsync(Workload workload, FarLooks looks)
    {
        var crowd = Crowd.Of(PodsToCome.Of(inventory, workload, workload.Replicas), Landscape.Of(inventory));
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
