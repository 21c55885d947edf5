using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Quotas;

/// <summary>What the quotas of a namespace leave to pods that are to come.</summary>
/// <param name="lines">Of the quotas that count every pod. Whom one with scopes counts is not known, so none is here.</param>
public sealed class QuotaRoom(IReadOnlyList<QuotaLine> lines)
{
    public static QuotaRoom Of(IInventory inventory, string @namespace) => new(
        [.. inventory.Quotas.Where(quota => quota.Namespace == @namespace && !quota.IsScoped)
            .OrderBy(quota => quota.Name, StringComparer.Ordinal)
            .SelectMany(QuotaLine.Of)]);

    /// <summary>The same where these lines are as they will be.</summary>
    public QuotaRoom With(IReadOnlyList<QuotaLine> changed) => new(
        [.. lines.Select(line => changed.FirstOrDefault(other => other.Quota.Uid == line.Quota.Uid && other.Resource == line.Resource) ?? line)]);

    /// <summary>The same as if this pod were not there.</summary>
    public QuotaRoom Without(Pod pod) => new(
        [.. lines.Select(line => line with { Used = line.Used with { Value = line.Used.Value - QuotaCharge.Of(pod.Demand, line.Resource) } })]);

    /// <summary>What keeps this many equal pods from being created beside those there are; none where they may.</summary>
    public IReadOnlyList<QuotaRefusal> Refusals(Candidate pod, int pods) =>
        pods == 0 ? [] : [.. lines.Select(line => Refusal(line, pod.Demand, pods)).OfType<QuotaRefusal>()];

    /// <summary>How many of them may be created.</summary>
    public int Most(Candidate pod, int wanted) =>
        Enumerable.Range(1, wanted).TakeWhile(pods => Refusals(pod, pods).Count == 0).Count();

    private static QuotaRefusal? Refusal(QuotaLine line, PodDemand demand, int pods)
    {
        if (QuotaCharge.Silent(demand, line.Resource).FirstOrDefault() is { } container)
        {
            return new QuotaSilence(line, container);
        }

        var wanted = line.Hard with { Value = QuotaCharge.Of(demand, line.Resource) * pods };
        return wanted.Value > 0 && wanted.Value > line.Left.Value ? new QuotaShortage(line, wanted, pods) : null;
    }
}
