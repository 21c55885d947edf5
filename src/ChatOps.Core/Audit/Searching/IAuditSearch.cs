namespace ChatOps.Audit.Searching;

/// <summary>Finds entries of the audit trail.</summary>
public interface IAuditSearch
{
    /// <summary>Some of the entries that a filter lets through, the newest first.</summary>
    /// <param name="skip">How many of the newest are left out.</param>
    /// <param name="take">How many are returned at most.</param>
    Task<AuditFindings> FindAsync(AuditFilter filter, int skip, int take, CancellationToken cancellationToken);

    /// <summary>All entries that a filter lets through, the oldest first, read as they are asked for.</summary>
    IAsyncEnumerable<AuditEntry> ReadAsync(AuditFilter filter, CancellationToken cancellationToken);
}

/// <param name="Entries">The newest first.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record AuditFindings(IReadOnlyList<AuditEntry> Entries, int Total);
