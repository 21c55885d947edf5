using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Quotas;

namespace ChatOps.Queries.Quotas;

/// <summary>What a rolling restart of a workload would need beside its pods of now, for as long as it lasts.</summary>
/// <param name="Takes">"1 pod: 500m CPU, 1920Mi memory", or why it takes nothing.</param>
/// <param name="Obstacle">Why that can't be had now, first by quotas, then by nodes; null where it can.</param>
internal sealed record RollingRestart(Workload Workload, string Takes, string? Obstacle)
{
    public bool Fits => Obstacle is null;

    /// <summary>Of each workload that has pods, by name.</summary>
    public static IReadOnlyList<RollingRestart> Of(Area area, IInventory inventory)
    {
        var landscape = new Lazy<Landscape>(() => Landscape.Of(inventory));
        return
        [
            .. area.Workloads.Where(workload => workload.Replicas > 0)
                .OrderBy(workload => workload.Name, StringComparer.Ordinal)
                .Select(workload => workload.Surge == 0
                    ? new RollingRestart(workload, "nothing: it ends old pods first", Obstacle: null)
                    : Surging(workload, inventory, landscape)),
        ];
    }

    private static RollingRestart Surging(Workload workload, IInventory inventory, Lazy<Landscape> landscape)
    {
        var pod = Candidate.Of(workload, inventory.LimitRanges);
        var refusals = QuotaRoom.Of(inventory, workload.Namespace).Refusals(pod, workload.Surge);
        return new(workload, SurgeWords.Of(pod, workload.Surge), refusals.Count > 0 ? string.Join("; ", refusals) : Homeless(pod));

        string? Homeless(Candidate candidate)
        {
            var crowd = Crowd.Of(Enumerable.Repeat(candidate, workload.Surge), landscape.Value);
            return crowd.Homeless is { } report ? FitExplanation.Of(report, crowd.Landscape).Verdict : null;
        }
    }
}
