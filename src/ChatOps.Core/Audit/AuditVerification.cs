namespace ChatOps.Audit;

/// <summary>What a walk along the whole chain found.</summary>
/// <param name="Entries">How many entries hold.</param>
/// <param name="Head">The last entry that holds, or null for an empty trail.</param>
/// <param name="Broken">The number of the first entry that does not hold, or null.</param>
/// <param name="Reason">What is wrong with it, or null.</param>
public sealed record AuditVerification(long Entries, AuditEntry? Head, long? Broken, string? Reason)
{
    public bool IsIntact => Broken is null;

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
}
