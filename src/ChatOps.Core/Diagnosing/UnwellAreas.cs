using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Queries.Deployments;

namespace ChatOps.Diagnosing;

/// <summary>The answer about everything: which deployments are not well, and the way to why.</summary>
internal static class UnwellAreas
{
    private const int MostListed = 10;
    private const int MostButtons = 5;

    public static Message Of(IEnumerable<Area> areas, DateTimeOffset now)
    {
        var unwell = areas.Select(area => new AreaState(area, unusualNamespace: "", now)).Where(area => !area.IsWell).ToList();
        if (unwell.Count == 0)
        {
            return Message.Titled("All is well: every pod that is to be there is, and all are well", Tone.Good);
        }

        var more = unwell.Count > MostListed ? $"\nand {unwell.Count - MostListed} more: deployments" : "";
        var message = Message.Titled(unwell.Count == 1 ? $"{unwell[0].Area} is {unwell[0].State}" : $"{unwell.Count} are not well", Tone.Bad)
            .Text(string.Join('\n', unwell.Take(MostListed).Select(area => $"{area.Area}: {area.State}, {area.Pods} ready; {area.Trouble}.")) + more);
        return unwell.Take(MostButtons).Aggregate(message, (answer, area) => answer.Button(Closer(area.Area)));
    }

    private static Button Closer(Area area)
    {
        var name = area.Name.Value;
        return new(name.Length > 21 ? $"Why {name[..18]}..." : $"Why {name}", $"diagnose {name}");
    }
}
