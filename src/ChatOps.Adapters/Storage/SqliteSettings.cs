using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// Sets each connection so that a committed transaction survives the machine as well as the process, and readers don't
/// wait for the writer (SQLite documentation: Write-Ahead Logging, PRAGMA synchronous). One writer waits for another in SQLite
/// itself, a few milliseconds at a time: left to Microsoft.Data.Sqlite, it would sleep 150 ms before each new look.
/// </summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
