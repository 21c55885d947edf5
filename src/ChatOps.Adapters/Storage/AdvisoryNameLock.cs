using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// A host's name as an advisory lock of PostgreSQL, which belongs to a connection and ends with it
/// (PostgreSQL documentation: Explicit Locking, Advisory Locks).
/// </summary>
internal sealed class AdvisoryNameLock(string connectionString, string name) : INameLock
{
    private const int PatienceSeconds = 3;

    /// <summary>
    /// The server notices a machine that vanished after 5 + 3 * 2 seconds; a process that was killed it notices at once.
    /// </summary>
    private const string NoticeTheDead =
        "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3";

    /// <summary>
    /// A connection that broke on the way here may still hold the lock over there; it is this process's own, so it is ended. By
    /// its start too, for the server uses the numbers again. Waits 2 s for its end (PostgreSQL 14 and later).
    /// </summary>
    private const string EndFormer =
        "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE pid = @pid AND backend_start = @start";

    private NpgsqlConnection? _connection;
    private Session? _former;

    public string Objection =>
        $"Operations:Worker: a host that is called '{name}' is at work on this database already. Stop that one, or give this one another name.";

    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        _connection = new NpgsqlConnection(Settings());
        await _connection.OpenAsync(cancellationToken);
        await using (var set = new NpgsqlCommand(NoticeTheDead, _connection))
        {
            await set.ExecuteNonQueryAsync(cancellationToken);
        }

        await EndFormerAsync(_connection, cancellationToken);
        await using var take = new NpgsqlCommand("SELECT pg_try_advisory_lock(@key)", _connection);
        take.Parameters.AddWithValue("key", Key());
        var taken = await take.ExecuteScalarAsync(cancellationToken) is true;
        _former = taken ? await OwnSessionAsync(_connection, cancellationToken) : null;
        return taken;
    }

    public async Task<bool> IsHeldAsync(CancellationToken cancellationToken)
    {
        await using var look = new NpgsqlCommand("SELECT 1", _connection);
        return await look.ExecuteScalarAsync(cancellationToken) is 1;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } former)
        {
            _connection = null;
            await former.DisposeAsync();
        }
    }

    private async Task EndFormerAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_former is not { } former)
        {
            return;
        }

        await using var end = new NpgsqlCommand(EndFormer, connection);
        end.Parameters.AddWithValue("pid", former.Pid);
        end.Parameters.AddWithValue("start", former.Start);
        await end.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<Session> OwnSessionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var ask = new NpgsqlCommand(
            "SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()", connection);
        await using var row = await ask.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new Session(row.GetInt32(0), row.GetDateTime(1));
    }

    private sealed record Session(int Pid, DateTime Start);

    /// <summary>Without pooling, closing the connection frees the lock.</summary>
    private string Settings() => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        Timeout = PatienceSeconds,
        CommandTimeout = PatienceSeconds,
        ApplicationName = $"chatops {name}",
    }.ConnectionString;

    /// <summary>64 bits of a hash: far from the small numbers of the other locks, and each name's own.</summary>
    private long Key() =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"chatops host {name}")));
}
