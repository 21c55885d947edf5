namespace ChatOps.Audit;

/// <summary>What a walk along the whole chain found.</summary>
/// <param name="Entries">How many entries hold.</param>
/// <param name="Head">The last entry that holds, or null for an empty trail.</param>
/// <param name="Broken">The number of the first entry that does not hold, or null.</param>
/// <param name="Reason">What is wrong with it, or null.</param>
public sealed record AuditVerification(long Entries, AuditEntry? Head, long? Broken, string? Reason)
{
    public bool IsIntact => Broken is null;

    /// <summary>One line for people.</summary>
    public override string ToString() => IsIntact
        ? $"The audit trail is intact: {Words.Count((int)Entries, "entry")}, head {Head?.ShortHash ?? "none"}."
        : $"The audit trail is broken at entry {Broken}: {Reason}. The {Entries} before it hold.";

    public static async Task<AuditVerification> OfAsync(IAuditTrail trail, CancellationToken cancellationToken)
    {
        AuditEntry? head = null;
        var entries = 0L;
        await foreach (var entry in trail.ReadAsync(cancellationToken))
        {
            if (AuditChain.Check(head, entry) is { } reason)
            {
                return new AuditVerification(entries, head, entry.Sequence, reason);
            }

            head = entry;
            entries++;
        }

        return new AuditVerification(entries, head, Broken: null, Reason: null);
    }

    /// <summary>Checks a part of a trail: each entry by itself, and neighbours against each other.</summary>
    /// <param name="part">In the order of the trail, perhaps with some left out.</param>
    public static AuditVerification OfPart(IReadOnlyList<AuditEntry> part)
    {
        for (var index = 0; index < part.Count; index++)
        {
            var before = index == 0 ? null : part[index - 1];
            if (AuditChain.CheckPart(before, part[index]) is { } reason)
            {
                return new AuditVerification(index, before, part[index].Sequence, reason);
            }
        }

        return new AuditVerification(part.Count, part is [.., var head] ? head : null, Broken: null, Reason: null);
    }
}
