namespace ChatOps.Audit;

/// <summary>One entry of the audit trail: a note with its place in the chain.</summary>
/// <param name="Sequence">1, 2, 3 ... without a gap.</param>
/// <param name="At">When it was written, in whole milliseconds, UTC.</param>
/// <param name="PreviousHash">The hash of the entry before, or <see cref="AuditChain.Genesis"/> for the first.</param>
/// <param name="Hash">SHA-256 over all of the above, 64 lowercase hex digits.</param>
public sealed record AuditEntry(
    long Sequence,
    DateTimeOffset At,
    string Actor,
    string ActorName,
    string Action,
    string Subject,
    string Detail,
    int? OperationId,
    string PreviousHash,
    string Hash)
{
    /// <summary>The first digits of the hash: enough for people to compare.</summary>
    public string ShortHash => Hash[..8];
}
