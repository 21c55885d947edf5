using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.Adapters.Storage;

/// <summary>One file for one host. A write transaction begins with the file's write lock (BEGIN IMMEDIATE).</summary>
public sealed class SqliteDatabase(DbContextOptions<SqliteDatabase> options) : ChatOpsDbContext(options)
{
    /// <summary>SQLITE_CONSTRAINT_UNIQUE (SQLite documentation: Result and Error Codes).</summary>
    private const int UniqueConstraint = 2067;

    /// <summary>SQLITE_CONSTRAINT_PRIMARYKEY.</summary>
    private const int PrimaryKeyConstraint = 1555;

    internal override Task LockAuditTrailAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal override async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(Database.GetConnectionString()).DataSource;
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return await MigrateIfFitAsync(cancellationToken);
    }

    internal override bool IsDuplicate(DbUpdateException refused) =>
        refused.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint };
}
