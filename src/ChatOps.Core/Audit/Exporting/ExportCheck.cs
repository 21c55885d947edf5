namespace ChatOps.Audit.Exporting;

/// <summary>
/// Judges the entries of an export by themselves. They may be a part of the trail, so a gap is told and is no mistake; an
/// end that was cut off shows only against a hash that was witnessed elsewhere.
/// </summary>
/// <param name="Holds">Nothing in it was changed, and it is all that was asked for.</param>
/// <param name="Words">One line for people.</param>
public sealed record ExportCheck(bool Holds, string Words)
{
    /// <summary>An export of one operation has many gaps; nobody reads them all.</summary>
    private const int MostGaps = 3;

    /// <param name="entries">In the order of the file.</param>
    /// <param name="mustBeWhole">No entry may be left out, from the first one on.</param>
    /// <param name="head">The hash that the last entry has to have, or its first digits; null when none was witnessed.</param>
    public static ExportCheck Of(IReadOnlyList<AuditEntry> entries, bool mustBeWhole, string? head)
    {
        if (entries is not [.., var last])
        {
            return new(Holds: false, "There is no entry in this file, so it shows nothing.");
        }

        var found = AuditVerification.OfPart(entries);
        if (!found.IsIntact)
        {
            return new(Holds: false, found.ToString());
        }

        if (head is not null && !last.Hash.StartsWith(head, StringComparison.OrdinalIgnoreCase))
        {
            return new(Holds: false, $"The last entry of this file is {last.Sequence} with the hash {last.ShortHash}, not {head}: "
                + "what came after it is missing, or another trail was witnessed.");
        }

        return Told(entries, last, mustBeWhole, head);
    }

    private static ExportCheck Told(IReadOnlyList<AuditEntry> entries, AuditEntry last, bool mustBeWhole, string? head)
    {
        var count = ChatOps.Words.Count(entries.Count, "entry");
        var hold = $"{count} {(entries.Count == 1 ? "holds" : "hold")}";
        var end = head is null
            ? $"The last is {last.Sequence} ({last.ShortHash}): --head with a hash that was witnessed elsewhere shows whether more followed."
            : $"The last is {last.Sequence} ({last.ShortHash}), as it was witnessed.";
        return EntryGap.In(entries) switch
        {
            [] => new(Holds: true, $"{hold}, from the first on without a gap. {end}"),
            var gaps when mustBeWhole => new(Holds: false, $"This is not the whole trail: {Missing(gaps)} not in this file. The {count} in it hold."),
            var gaps => new(Holds: true, $"{hold}; {Missing(gaps)} not in this file (it may have been exported with a filter). {end}"),
        };
    }

    private static string Missing(IReadOnlyList<EntryGap> gaps)
    {
        var named = string.Join(", ", gaps.Take(MostGaps));
        var more = gaps.Count > MostGaps ? $" and {ChatOps.Words.Count(gaps.Count - MostGaps, "more gap")}" : "";
        return $"{named}{more} {(gaps is [{ } only] && only.First == only.Last ? "is" : "are")}";
    }
}
