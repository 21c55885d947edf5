using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Quotas;

/// <summary>What the quotas of a namespace leave to pods that are to come, and what its limit ranges let in at all.</summary>
/// <param name="lines">Of the quotas that count every pod. Whom one with scopes counts is not known, so none is here.</param>
/// <param name="ranges">Of this namespace.</param>
public sealed class QuotaRoom(IReadOnlyList<QuotaLine> lines, IReadOnlyList<LimitRange> ranges)
{
    public static QuotaRoom Of(IInventory inventory, string @namespace) => new(
        [.. inventory.Quotas.Where(quota => quota.Namespace == @namespace && !quota.IsScoped)
            .OrderBy(quota => quota.Name, StringComparer.Ordinal)
            .SelectMany(QuotaLine.Of)],
        [.. inventory.LimitRanges.Where(range => range.Namespace == @namespace).OrderBy(range => range.Name, StringComparer.Ordinal)]);

    /// <summary>The same where these lines are as they will be.</summary>
    public QuotaRoom With(IReadOnlyList<QuotaLine> changed) => new(
        [.. lines.Select(line => changed.FirstOrDefault(other => other.Quota.Uid == line.Quota.Uid && other.Resource == line.Resource) ?? line)], ranges);

    public IReadOnlyList<QuotaLine> Lines => lines;

    /// <summary>The same once these pods, which it counts now, are gone.</summary>
    public QuotaRoom Without(IReadOnlyCollection<Pod> pods) => new([.. lines.Select(line => line with { Used = line.Used - Taken(line, pods) })], ranges);

    /// <summary>What keeps this many equal pods from being created beside those there are; none where they may.</summary>
    public IReadOnlyList<PodRefusal> Refusals(Candidate pod, int pods) => pods == 0
        ? []
        :
        [
            .. ranges.SelectMany(range => SizeRules.Refusals(range, pod.Demand.Resources)),
            .. lines.Select(line => Refusal(line, pod.Demand, pods)).OfType<QuotaRefusal>(),
        ];

    /// <summary>The same of pods to come, with the claims that are made for them.</summary>
    /// <param name="pods">Equal but for their claims.</param>
    public IReadOnlyList<PodRefusal> Refusals(IReadOnlyList<PodToCome> pods) => pods.Count == 0
        ? []
        : [.. Refusals(pods[0].Pod, pods.Count), .. lines.Select(line => Refusal(line, pods)).OfType<QuotaShortage>()];

    /// <summary>How many of them, the first before the others, may be created.</summary>
    public int Most(IReadOnlyList<PodToCome> pods) =>
        Enumerable.Range(1, pods.Count).TakeWhile(count => Refusals([.. pods.Take(count)]).Count == 0).Count();

    private static Quantity Taken(QuotaLine line, IReadOnlyCollection<Pod> pods) =>
        line.Used with { Value = pods.Where(pod => !pod.IsFinished).Sum(pod => QuotaCharge.Of(pod.Demand, line.Resource)) };

    private static QuotaRefusal? Refusal(QuotaLine line, PodDemand demand, int pods)
    {
        if (QuotaCharge.Silent(demand, line.Resource).FirstOrDefault() is { } container)
        {
            return new QuotaSilence(line, container);
        }

        var wanted = line.Hard with { Value = QuotaCharge.Of(demand, line.Resource) * pods };
        return Shortage(line, wanted, pods);
    }

    private static QuotaShortage? Refusal(QuotaLine line, IReadOnlyList<PodToCome> pods) => Shortage(
        line,
        line.Hard with { Value = pods.SelectMany(pod => pod.NewClaims).Sum(claim => QuotaCharge.Of(claim, line.Resource)) },
        pods.Count);

    private static QuotaShortage? Shortage(QuotaLine line, Quantity wanted, int pods) =>
        wanted.Value > 0 && wanted.Value > line.Left.Value ? new QuotaShortage(line, wanted, pods) : null;
}
