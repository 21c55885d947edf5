namespace ChatOps.Audit;

/// <summary>The append-only, hash-chained record. Entries about an operation are written with its moves, by the store.</summary>
public interface IAuditTrail
{
    /// <summary>Writes what belongs to no operation: a query, a refusal.</summary>
    Task AppendAsync(AuditNote note, CancellationToken cancellationToken);

    /// <summary>The newest entries, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> LatestAsync(int limit, CancellationToken cancellationToken);

    /// <summary>All entries from the first on, read as they are asked for.</summary>
    IAsyncEnumerable<AuditEntry> ReadAsync(CancellationToken cancellationToken);
}
