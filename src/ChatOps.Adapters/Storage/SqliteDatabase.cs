using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// One file for one host. A write transaction begins with the file's write lock (BEGIN IMMEDIATE). Writers of this process
/// line up for it before: SQLite would have each of them hold its thread and look again ever more seldom, up to a tenth of a
/// second, while the lock is free.
/// </summary>
public sealed class SqliteDatabase(DbContextOptions<SqliteDatabase> options) : ChatOpsDbContext(options)
{
    /// <summary>SQLITE_CONSTRAINT_UNIQUE (SQLite documentation: Result and Error Codes).</summary>
    private const int UniqueConstraint = 2067;

    /// <summary>SQLITE_CONSTRAINT_PRIMARYKEY.</summary>
    private const int PrimaryKeyConstraint = 1555;

    /// <summary>SQLITE_BUSY.</summary>
    private const int Busy = 5;

    /// <summary>Longer than SQLite itself waits for another process: whoever is first in line tries that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Of each file, in this process.</summary>
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new(StringComparer.Ordinal);

    private SemaphoreSlim Turn => Turns.GetOrAdd(Database.GetConnectionString() ?? "", static _ => new(initialCount: 1, maxCount: 1));

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        WriteAsync(stop => base.SaveChangesAsync(acceptAllChangesOnSuccess, stop), cancellationToken);

    internal override async Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellationToken)
    {
        var turn = await TakeTurnAsync(cancellationToken);
        try
        {
            return new(await Database.BeginTransactionAsync(cancellationToken), turn);
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    internal override async Task<int> WriteAsync(Func<CancellationToken, Task<int>> write, CancellationToken cancellationToken)
    {
        if (Database.CurrentTransaction is not null)
        {
            return await write(cancellationToken); // it has the turn
        }

        var turn = await TakeTurnAsync(cancellationToken);
        try
        {
            return await write(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

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

    /// <exception cref="SqliteException">SQLITE_BUSY: others write all the time, or another process holds the file.</exception>
    private async Task<SemaphoreSlim> TakeTurnAsync(CancellationToken cancellationToken)
    {
        var turn = Turn;
        return await turn.WaitAsync(Patience, cancellationToken)
            ? turn
            : throw new SqliteException("database is locked", Busy);
    }
}
