namespace ChatOps.Audit;

/// <summary>Entries that are not where the numbers around them say they were: from the first to the last, both included.</summary>
public sealed record EntryGap(long First, long Last)
{
    public override string ToString() => First == Last ? $"entry {First}" : $"entries {First} to {Last}";

    /// <summary>What a part of a trail lacks before its last entry. What came after that, it can't know.</summary>
    /// <param name="part">In the order of the trail.</param>
    public static IReadOnlyList<EntryGap> In(IEnumerable<AuditEntry> part)
    {
        var gaps = new List<EntryGap>();
        var before = 0L;
        foreach (var entry in part)
        {
            if (entry.Sequence > before + 1)
            {
                gaps.Add(new EntryGap(before + 1, entry.Sequence - 1));
            }

            before = entry.Sequence;
        }

        return gaps;
    }
}
