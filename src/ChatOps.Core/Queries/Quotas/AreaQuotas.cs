using ChatOps.Inventory;
using ChatOps.Quotas;

namespace ChatOps.Queries.Quotas;

/// <summary>The quotas of an area's namespaces. Others may be in those namespaces with it, and share them.</summary>
internal static class AreaQuotas
{
    public static IReadOnlyList<Quota> Of(Area area, IInventory inventory)
    {
        var spaces = area.Namespaces;
        return
        [
            .. inventory.Quotas.Where(quota => spaces.Contains(quota.Namespace))
                .OrderBy(quota => quota.Namespace, StringComparer.Ordinal)
                .ThenBy(quota => quota.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The line that is used most, by share; null where nothing is limited.</summary>
    public static QuotaLine? Tightest(IEnumerable<Quota> quotas) => quotas
        .SelectMany(QuotaLine.Of)
        .MaxBy(Share);

    /// <summary>Something that it limits can't be had any more; a limit of nothing that nothing uses is meant so.</summary>
    public static bool IsUsedUp(Quota quota) => QuotaLine.Of(quota).Any(line => line.Used.Value > 0 && line.Left.Value <= 0);

    public static string BarOf(QuotaLine line) => Bar.Of((double)line.Used.Value, (double)line.Hard.Value);

    public static string PercentOf(QuotaLine line) => Bar.Percent((double)line.Used.Value, (double)line.Hard.Value);

    /// <summary>A limit of nothing that nothing uses is no tight one.</summary>
    private static decimal Share(QuotaLine line) => line.Hard.Value == 0 ? line.Used.Value : line.Used.Value / line.Hard.Value;
}
