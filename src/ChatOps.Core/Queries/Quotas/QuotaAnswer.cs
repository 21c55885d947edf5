using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Quotas;

namespace ChatOps.Queries.Quotas;

/// <summary>The answer to <see cref="QuotaQuery"/> about one area: its quotas, then what rolling restarts would take of them.</summary>
internal static class QuotaAnswer
{
    private static readonly ImmutableList<string> Headers = ["RESOURCE", "TAKEN", "LEFT", "USED", "HARD"];

    private static readonly ImmutableList<string> RollHeaders = ["WORKLOAD", "FITS", "TAKES MEANWHILE"];

    public static Message Of(Area area, IInventory inventory)
    {
        var quotas = AreaQuotas.Of(area, inventory);
        var rolls = RollingRestart.Of(area, inventory);
        var stuck = rolls.Where(roll => !roll.Fits).ToList();
        var message = Message.Titled(Title(area, quotas, stuck), stuck.Count == 0 && !quotas.Any(AreaQuotas.IsUsedUp) ? Tone.Good : Tone.Warning);
        message = quotas.Aggregate(message, (answer, quota) => answer.Table(Table(quota, area)));
        if (rolls.Count == 0)
        {
            return message;
        }

        message = message.Table(new TablePart("A rolling restart", RollHeaders, [.. rolls.Select(roll => Row(roll, area))]));
        return stuck.Count == 0
            ? message
            : message.Text(string.Join('\n', stuck.Select(roll => $"{Short(roll.Workload, area)}: {roll.Obstacle}.")));
    }

    private static string Title(Area area, IReadOnlyList<Quota> quotas, List<RollingRestart> stuck)
    {
        var tightest = AreaQuotas.Tightest(quotas) is { } line
            ? $"{area}: {PercentOf(line)} of {line.Resource} used"
            : $"No quota limits {area}";
        return (stuck.Count, quotas.Count) switch
        {
            (0, 0) => tightest,
            (0, _) => $"{tightest}, a rolling restart fits",
            _ => $"{tightest}, no room for a rolling restart of {string.Join(", ", stuck.Select(roll => Short(roll.Workload, area)))}",
        };
    }

    /// <summary>Used and hard stand as the API server says them, so that kubectl shows the same.</summary>
    private static TablePart Table(Quota quota, Area area) => new(
        $"{ShortName.Of(quota.Name, area.Release)}{(quota.IsScoped ? ", which counts only some pods" : "")}",
        Headers,
        [.. QuotaLine.Of(quota).Select(line => (ImmutableList<string>)
            [line.Resource, AreaQuotas.BarOf(line), $"{line.Left}", quota.Used.GetValueOrDefault(line.Resource, "0"), quota.Hard[line.Resource]])]);

    private static ImmutableList<string> Row(RollingRestart roll, Area area) =>
        [Short(roll.Workload, area), roll.Fits ? "yes" : "no", roll.Takes];

    private static string Short(Workload workload, Area area) => ShortName.Of(workload.Name, area.Release);

    private static string PercentOf(QuotaLine line) => AreaQuotas.PercentOf(line);
}
