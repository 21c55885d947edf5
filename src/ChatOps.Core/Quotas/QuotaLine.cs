using ChatOps.Inventory;

namespace ChatOps.Quotas;

/// <summary>One resource that a quota limits.</summary>
/// <param name="Resource">As the quota names it: "pods", "requests.cpu", "limits.memory".</param>
/// <param name="Used">May be more than <paramref name="Hard"/>: a quota that is lowered ends no pod.</param>
public sealed record QuotaLine(Quota Quota, string Resource, Quantity Hard, Quantity Used)
{
    /// <summary>Negative where more is used than may be.</summary>
    public Quantity Left => Hard - Used;

    /// <summary>The lines of a quota by name, as kubectl lists them.</summary>
    public static IEnumerable<QuotaLine> Of(Quota quota) => quota.Hard
        .OrderBy(hard => hard.Key, StringComparer.Ordinal)
        .Select(hard => Of(quota, hard.Key, hard.Value))
        .OfType<QuotaLine>();

    private static QuotaLine? Of(Quota quota, string resource, string hard) => Quantity.Read(hard) is { } limit
        ? new QuotaLine(quota, resource, limit, Quantity.Read(quota.Used.GetValueOrDefault(resource)) ?? Quantity.Zero)
        : null;
}
