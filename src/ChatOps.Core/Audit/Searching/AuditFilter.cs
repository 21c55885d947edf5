namespace ChatOps.Audit.Searching;

/// <summary>Which entries of the audit trail are looked for; what is null takes any.</summary>
/// <param name="Person">An actor's key or id, exactly, or a part of a name in any letter case.</param>
/// <param name="OperationId">The entries of one operation.</param>
/// <param name="Deployment">Entries that name it, and all entries of operations that do, in any letter case.</param>
/// <param name="Since">From this moment on.</param>
/// <param name="Until">Up to this moment, itself included.</param>
/// <param name="Action">One of <see cref="AuditAction"/>.</param>
public sealed record AuditFilter(
    string? Person = null,
    int? OperationId = null,
    string? Deployment = null,
    DateTimeOffset? Since = null,
    DateTimeOffset? Until = null,
    string? Action = null);
