using ChatOps.Audit;
using ChatOps.Chat;

namespace ChatOps.Incidents;

/// <summary>Entries of the audit trail as a message of the incident channel: a line for each, with its short hash.</summary>
public static class IncidentMessages
{
    /// <summary>More lines nobody reads in one message.</summary>
    private const int MostEntries = 30;

    /// <summary>Characters of all lines together, such that every platform takes them whole.</summary>
    private const int MostText = 6_000;

    /// <summary>Characters of one line; the trail has the rest, under the same hash.</summary>
    private const int LongestLine = 700;

    /// <summary>As many of the entries, from the first on, as one message takes; at least one.</summary>
    public static IReadOnlyList<AuditEntry> Gather(IEnumerable<AuditEntry> entries)
    {
        var gathered = new List<AuditEntry>();
        var room = MostText;
        foreach (var entry in entries.Take(MostEntries))
        {
            room -= Line(entry).Length + 1;
            if (room < 0 && gathered.Count > 0)
            {
                break;
            }

            gathered.Add(entry);
        }

        return gathered;
    }

    /// <param name="entries">All of one operation, or all of none; at least one.</param>
    public static Message Render(IReadOnlyList<AuditEntry> entries) =>
        Message.Titled(Title(entries)).Text(string.Join('\n', entries.Select(Line))) with { Footer = Footer(entries) };

    /// <summary>The same without a word that anybody typed: which entries, and the hashes that bear witness of them.</summary>
    public static Message RenderShort(IReadOnlyList<AuditEntry> entries) =>
        Message.Titled("Entries that could not be shown whole; the audit trail has them")
            .Text(string.Join('\n', entries.Select(entry => $"{entry.At:HH:mm:ss} {entry.ShortHash} {entry.Action}")))
            with
        { Footer = Footer(entries) };

    private static string Title(IReadOnlyList<AuditEntry> entries)
    {
        var actions = string.Join(", ", entries.Select(entry => entry.Action).Distinct());
        return $"{char.ToUpperInvariant(actions[0])}{actions[1..]}";
    }

    private static string Line(AuditEntry entry)
    {
        var line = $"{entry.At:HH:mm:ss} {entry.ShortHash} {entry.ActorName} {entry.Action}: {entry.Detail}";
        return ReadableText.Cut(line, LongestLine, _ => 1);
    }

    private static string Footer(IReadOnlyList<AuditEntry> entries)
    {
        var (first, last) = (entries[0], entries[^1]);
        var numbers = first == last ? $"entry {first.Sequence}" : $"entries {first.Sequence} to {last.Sequence}";
        return $"Audit trail, {numbers}, {first.At:yyyy-MM-dd} UTC";
    }
}
