using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ChatOps.Adapters.Storage;

/// <summary>A server that several hosts share. Locks are advisory ones; these are their numbers.</summary>
public sealed class PostgreSqlDatabase(DbContextOptions<PostgreSqlDatabase> options) : ChatOpsDbContext(options)
{
    private const long AuditTrailLock = 0x43484154_0001;
    private const long MigrationLock = 0x43484154_0002;

    internal override Task LockAuditTrailAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AuditTrailLock})", cancellationToken);

    internal override async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        // One connection from here to the end: the lock belongs to it.
        await Database.OpenConnectionAsync(cancellationToken);
        await Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
        try
        {
            return await MigrateIfFitAsync(cancellationToken);
        }
        finally
        {
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
        }
    }

    internal override bool IsDuplicate(DbUpdateException refused) =>
        refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
