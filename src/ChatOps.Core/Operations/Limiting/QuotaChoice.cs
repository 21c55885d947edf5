using ChatOps.Inventory;

namespace ChatOps.Operations.Limiting;

/// <summary>Finds the quota that is meant: a namespace may have several.</summary>
internal static class QuotaChoice
{
    public static Result<Quota> Of(QuotaSetCommand command, IReadOnlyList<QuotaWish> wishes, Area area, IInventory inventory)
    {
        var all = inventory.Quotas.Where(quota => area.Namespaces.Contains(quota.Namespace))
            .OrderBy(quota => quota.Name, StringComparer.Ordinal)
            .ToList();
        if (all.Count == 0)
        {
            return Problem.Refused($"No quota limits {area}.", "What keeps its pods from being made is something else: diagnose says what.");
        }

        var named = all.Where(quota => command.Quota is not { } name || IsCalled(quota, name, area)).ToList();
        if (named.Count == 0)
        {
            return Problem.NotFound($"{area} has no quota {command.Quota}.", $"It has {Names(all, area)}.");
        }

        var fitting = named.Where(quota => wishes.All(wish => quota.Hard.ContainsKey(wish.Resource))).ToList();
        return fitting switch
        {
            [var only] => only,
            [] => NotLimited(wishes, named, area),
            _ => Problem.Invalid(
                $"{fitting.Count} quotas of {area} limit that: {Names(fitting, area)}.",
                $"Say which, with --quota {ShortName.Of(fitting[0].Name, area.Release)}"),
        };
    }

    private static Problem NotLimited(IReadOnlyList<QuotaWish> wishes, List<Quota> quotas, Area area)
    {
        var quota = quotas[0];
        var unknown = wishes.FirstOrDefault(wish => !quota.Hard.ContainsKey(wish.Resource))?.Resource;
        return Problem.Invalid(
            $"{ShortName.Of(quota.Name, area.Release)} of {area} does not limit {unknown}.",
            $"It limits {string.Join(", ", quota.Hard.Keys.Order(StringComparer.Ordinal))}.");
    }

    private static bool IsCalled(Quota quota, string name, Area area) =>
        quota.Name == name || ShortName.Of(quota.Name, area.Release) == name;

    private static string Names(IEnumerable<Quota> quotas, Area area) =>
        string.Join(", ", quotas.Select(quota => ShortName.Of(quota.Name, area.Release)));
}
