using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Inventory;

namespace ChatOps.Queries.Volumes;

/// <summary>The answer to <see cref="VolumesQuery"/>: a table for each group while that is little, a line for each beyond.</summary>
internal sealed class VolumesAnswer(IReadOnlyList<ClaimGroup> groups, bool onlyOrphans, DateTimeOffset now)
{
    private const int MostRows = 60;

    /// <summary>A table takes up to three of the 50 blocks that a Slack message may have.</summary>
    private const int MostTables = 12;
    private const int MostLines = 20;

    // What kubectl prints, the columns that matter most first.
    private static readonly ImmutableList<string> Headers =
        ["NAME", "STATUS", "CAPACITY", "AGE", "USED BY", "VOLUME", "ACCESS MODES", "STORAGECLASS"];

    public Message Render(string whose)
    {
        var all = groups.SelectMany(group => group.Claims).ToList();
        var orphans = all.Where(use => use.IsOrphan).ToList();
        var isWell = orphans.Count == 0 && all.TrueForAll(IsWell);
        var message = Message.Titled(Title(all, orphans, whose), isWell ? Tone.Good : Tone.Warning);
        return WithKept(WithTables(message));
    }

    private static string Title(List<ClaimUse> all, List<ClaimUse> orphans, string whose)
    {
        if (all.Count == 0)
        {
            return $"I see no volume claims{whose}";
        }

        var unwell = all.Count(use => !IsWell(use));
        var broken = unwell == 0 ? "" : $", {unwell} not bound";
        var size = orphans.Sum(use => use.Claim.Capacity).ToKubernetesSize();
        var orphaned = (orphans.Count, all.Count) switch
        {
            (0, _) => ", none orphaned",
            (1, 1) => $", an orphan of {size}",
            (1, _) => $", 1 of them an orphan of {size}",
            _ => $", {orphans.Count} of them orphans that hold {size} in all",
        };
        return $"{Words.Count(all.Count, "volume claim")}{whose}{broken}{orphaned}";
    }

    private Message WithTables(Message message)
    {
        var rows = 0;
        var tables = 0;
        var lines = new List<string>();
        foreach (var group in groups)
        {
            var listed = Listed(group);
            if (listed.Count == 0)
            {
                continue;
            }

            if (tables == MostTables || rows + listed.Count > MostRows)
            {
                lines.Add(Caption(group, listed.Count));
                continue;
            }

            rows += listed.Count;
            tables++;
            message = message.Table(Table(group, listed));
        }

        return WithLines(message, lines);
    }

    private static Message WithLines(Message message, List<string> lines)
    {
        if (lines.Count > MostLines)
        {
            lines = [.. lines.Take(MostLines), $"and {lines.Count - MostLines:N0} more"];
        }

        return lines.Count == 0 ? message : message.Text(string.Join('\n', lines));
    }

    private List<ClaimUse> Listed(ClaimGroup group) =>
        [.. group.Claims.Where(use => use.IsOrphan || !onlyOrphans).Take(MostRows)];

    private TablePart Table(ClaimGroup group, List<ClaimUse> listed) =>
        new(Caption(group, listed.Count), Headers, [.. listed.Select(use => Row(group, use))])
        {
            More = $"volumes {group.Name}",
            RowsStandAlone = true,
        };

    private string Caption(ClaimGroup group, int listed) =>
        $"{group}: {Words.Count(listed, onlyOrphans ? "orphaned claim" : "claim")}";

    private ImmutableList<string> Row(ClaimGroup group, ClaimUse use) =>
    [
        group.Shorten(use.Claim.Name),
        Status(use.Claim),
        use.Claim.Capacity.ToKubernetesSize(),
        (now - use.Claim.CreatedAt).ToKubernetesWords(),
        UsedBy(group, use),
        use.Claim.VolumeName ?? "",
        use.Claim.AccessModes,
        use.Claim.StorageClass ?? "",
    ];

    /// <summary>As kubectl prints it: a claim that is being deleted keeps its phase.</summary>
    private static string Status(Claim claim) => claim.DeletionRequested is null ? claim.Phase : "Terminating";

    private string UsedBy(ClaimGroup group, ClaimUse use) => use switch
    {
        { IsOrphan: true, Claim.UnusedSince: { } since } => $"orphan, unused for {(now - since).ToKubernetesWords()}",
        { IsOrphan: true } => "orphan",
        { Pods: [] } => $"no pod of {group.Shorten(use.Workload!.Name)}", // no orphan, so without pods it has a workload
        { Pods: [var pod] } => group.Shorten(pod.Name),
        _ => $"{group.Shorten(use.Pods[0].Name)} and {use.Pods.Count - 1} more",
    };

    private Message WithKept(Message message)
    {
        var lines = groups.SelectMany(group => group.Kept.Select(volume => Kept(group, volume))).ToList();
        if (onlyOrphans || lines.Count == 0)
        {
            return message;
        }

        return WithLines(message, ["Disks kept without a claim:", .. lines]);
    }

    private static string Kept(ClaimGroup group, Volume volume) =>
        $"{volume.Capacity.ToKubernetesSize()} of {group.Shorten(volume.ClaimName ?? "")} ({volume.Name})";

    private static bool IsWell(ClaimUse use) => use.Claim is { Phase: "Bound", DeletionRequested: null };
}
