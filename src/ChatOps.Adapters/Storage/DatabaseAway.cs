using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChatOps.Adapters.Storage;

/// <summary>A database that can't be reached, or lets nobody in, in words.</summary>
public static class DatabaseAway
{
    /// <summary>What to do about it.</summary>
    public const string WayOut = "Look at ConnectionStrings:ChatOps, and whether the server can be reached from here.";

    /// <summary>
    /// Beginnings of SQLSTATEs: no connection, not let in, no such database, out of resources, shut down, a broken disk; a right that
    /// is missing, a standby that takes no writes.
    /// </summary>
    private static readonly string[] States = ["08", "28", "3D", "53", "57", "58", "42501", "25006"];

    /// <summary>SQLITE_BUSY, READONLY, IOERR, CORRUPT, FULL, CANTOPEN and NOTADB (sqlite.org/rescode.html).</summary>
    private static readonly int[] Codes = [5, 8, 10, 11, 13, 14, 26];

    /// <returns>What the database or the way to it says; null when something else is the matter, such as a statement it won't take.</returns>
    public static string? Reason(Exception exception) => exception switch
    {
        PostgresException told when !IsAway(told) => null,
        SqliteException told when !Codes.Contains(told.SqliteErrorCode) => null,
        DbException => exception.Message,
        _ => exception.InnerException is { } inner ? Reason(inner) : null,
    };

    private static bool IsAway(PostgresException told) =>
        told.IsTransient || States.Any(state => told.SqlState.StartsWith(state, StringComparison.Ordinal));
}
