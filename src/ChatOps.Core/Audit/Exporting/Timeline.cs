using System.Text;

namespace ChatOps.Audit.Exporting;

/// <summary>Entries as Markdown: the timeline of a post-mortem, then each operation, then what this page can't know.</summary>
public static class Timeline
{
    private static readonly string[] Ends =
        [AuditAction.Succeeded, AuditAction.Failed, AuditAction.Cancelled, AuditAction.Denied, AuditAction.Expired];

    /// <summary>What people did, in the order in which they did it.</summary>
    private static readonly Dictionary<string, string> People = new()
    {
        [AuditAction.Asked] = "Asked by",
        [AuditAction.Joined] = "Asked for again by",
        [AuditAction.Approved] = "Approved by",
        [AuditAction.Denied] = "Denied by",
        [AuditAction.Refused] = "Refused to",
        [AuditAction.CountdownStarted] = "Gone on with alone by",
        [AuditAction.SignedOff] = "Signed off by",
        [AuditAction.Cancelled] = "Stopped by",
    };

    /// <param name="entries">In the order of the trail.</param>
    public static string Write(IReadOnlyList<AuditEntry> entries, DateTimeOffset since, DateTimeOffset until)
    {
        var operations = entries.Where(entry => entry.OperationId is not null).GroupBy(entry => entry.OperationId).ToList();
        var page = new StringBuilder();
        page.Append("# What was done, ").Append(Time(since)).Append(" to ").Append(Time(until)).Append(" UTC\n\n");
        page.Append(Words.Count(entries.Count, "entry")).Append(" of the audit trail, ")
            .Append(Words.Count(operations.Count, "operation")).Append(".\n\n");
        page.Append("## Timeline\n\n| # | UTC | who | operation | what | hash |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var entry in entries)
        {
            page.Append(Row(entry));
        }

        foreach (var operation in operations)
        {
            page.Append(Section([.. operation]));
        }

        return page.Append(BlindSpots(entries, operations)).ToString();
    }

    private static string Row(AuditEntry entry) =>
        $"| {entry.Sequence} | {Time(entry.At)} | {Plain(entry.ActorName)} | {entry.OperationId} | "
        + $"{Plain(entry.Action)}: {Plain(entry.Detail)} | `{entry.ShortHash}` |\n";

    private static string Section(IReadOnlyList<AuditEntry> entries)
    {
        var section = new StringBuilder($"\n## Operation {entries[0].OperationId}: {Plain(entries[^1].Subject)}\n\n");
        foreach (var entry in entries.Where(entry => People.ContainsKey(entry.Action)))
        {
            section.Append($"- {People[entry.Action]} {Plain(entry.ActorName)} at {Time(entry.At)}: {Plain(entry.Detail)}\n");
        }

        // Somebody may be refused something long after the end.
        var end = entries.LastOrDefault(entry => Ends.Contains(entry.Action));
        section.Append(end is null
            ? $"- Last seen at {Time(entries[^1].At)}: {Plain(entries[^1].Action)}: {Plain(entries[^1].Detail)}\n"
            : $"- Ended at {Time(end.At)}: {Plain(end.Action)}: {Plain(end.Detail)}\n");
        section.Append($"- From first to last entry: {Words.Of(entries[^1].At - entries[0].At)}\n");
        return section.ToString();
    }

    private static string BlindSpots(IReadOnlyList<AuditEntry> entries, IEnumerable<IGrouping<int?, AuditEntry>> operations)
    {
        var page = new StringBuilder("\n## Blind spots\n\n");
        page.Append("- Only what went through the bot is here: not kubectl, not the platform's own pages, not the cluster itself.\n");
        foreach (var operation in operations)
        {
            if (!operation.Any(entry => entry.Action == AuditAction.Asked))
            {
                page.Append($"- Operation {operation.Key} began before this page.\n");
            }

            if (!operation.Any(entry => Ends.Contains(entry.Action)))
            {
                page.Append($"- Operation {operation.Key} has no end on this page.\n");
            }
        }

        foreach (var entry in entries.Where(entry => entry.Action == AuditAction.Resumed))
        {
            page.Append($"- The host that ran operation {entry.OperationId} was gone for some time before {Time(entry.At)}.\n");
        }

        foreach (var (before, after) in entries.Zip(entries.Skip(1)).Where(pair => pair.Second.Sequence != pair.First.Sequence + 1))
        {
            page.Append(after.Sequence == before.Sequence + 2
                ? $"- Entry {before.Sequence + 1} was left out by what was asked for.\n"
                : $"- Entries {before.Sequence + 1} to {after.Sequence - 1} were left out by what was asked for.\n");
        }

        return page.ToString();
    }

    private static string Time(DateTimeOffset at) => $"{at:yyyy-MM-dd HH:mm:ss}";

    /// <summary>What people typed, with nothing in it that Markdown or HTML would act on.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings(" "))
        {
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '~' or '!' or '&')
            {
                plain.Append('\\');
            }

            plain.Append(letter);
        }

        return plain.ToString();
    }
}
