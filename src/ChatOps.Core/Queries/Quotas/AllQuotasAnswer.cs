using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Quotas;

namespace ChatOps.Queries.Quotas;

/// <summary>The answer to <see cref="QuotaQuery"/> about all: of each area what is used most, the fullest first.</summary>
internal static class AllQuotasAnswer
{
    private const decimal Full = 0.9m;

    public static Message Of(IReadOnlyList<Area> areas, IInventory inventory)
    {
        var rows = areas
            .Select(area => (Area: area, Line: AreaQuotas.Tightest(AreaQuotas.Of(area, inventory))))
            .Where(row => row.Line is not null)
            .Select(row => (row.Area, Line: row.Line!)) // filtered in the line before
            .OrderByDescending(row => row.Line.Hard.Value == 0 ? 0 : row.Line.Used.Value / row.Line.Hard.Value)
            .ThenBy(row => row.Area.Name.Value, StringComparer.Ordinal)
            .ToList();
        if (rows.Count == 0)
        {
            return Message.Titled("There are no quotas", Tone.Good);
        }

        var full = rows.Count(row => row.Line.Used.Value >= row.Line.Hard.Value * Full);
        var title = $"{Words.Count(rows.Count, "deployment")} with a quota, "
            + (full == 0 ? "none is nearly used up" : $"{full} nearly used up");
        return Message.Titled(title, full == 0 ? Tone.Good : Tone.Warning).Table(new TablePart(
            Caption: null,
            ["DEPLOYMENT", "USED MOST", "RESOURCE", "LEFT"],
            [.. rows.Select(row => Row(row.Area, row.Line))]));
    }

    private static ImmutableList<string> Row(Area area, QuotaLine line) =>
        [area.Name.Value, AreaQuotas.BarOf(line), line.Resource, $"{line.Left}"];
}
