using System.Collections.Immutable;

namespace ChatOps.Audit.Following;

/// <summary>
/// How far a follower has told the audit trail. What belongs to one operation is told together, ahead of its turn, so that
/// a long backlog takes a message for each operation and not for each entry; inside an operation nothing overtakes.
/// </summary>
/// <param name="Follower">Whose place it is.</param>
/// <param name="Position">Every entry up to this number is told; 0 before the first.</param>
/// <param name="Ahead">
/// By operation (0 for entries of none), the last entry that is told although earlier ones of others are not.
/// </param>
/// <param name="Revision">Rises with every move; of two hosts that go on from the same place exactly one is believed.</param>
public sealed record FollowerPlace(
    string Follower, long Position, ImmutableSortedDictionary<int, long> Ahead, int Revision)
{
    public bool IsTold(AuditEntry entry) =>
        entry.Sequence <= Position || (Ahead.TryGetValue(Key(entry), out var last) && entry.Sequence <= last);

    /// <summary>The place once these are told too.</summary>
    /// <param name="told">Entries of one operation, or all of none: the next ones that were not told, in order.</param>
    /// <param name="window">The entries that follow <see cref="Position"/>, without a gap.</param>
    public FollowerPlace After(IReadOnlyList<AuditEntry> told, IReadOnlyList<AuditEntry> window)
    {
        var ahead = this with { Ahead = Ahead.SetItem(Key(told[^1]), told[^1].Sequence) };
        var reached = window.TakeWhile(ahead.IsTold).LastOrDefault()?.Sequence ?? Position;
        return ahead.At(reached);
    }

    /// <summary>The place once everything up to an entry is told.</summary>
    public FollowerPlace At(long sequence) => this with
    {
        Position = sequence,
        Ahead = Ahead.RemoveRange(Ahead.Where(last => last.Value <= sequence).Select(last => last.Key)),
    };

    /// <summary>The place once everything before an entry is told, which is still to come.</summary>
    public FollowerPlace Before(AuditEntry entry) => entry.Sequence - 1 == Position ? this : At(entry.Sequence - 1);

    private static int Key(AuditEntry entry) => entry.OperationId ?? 0;
}
