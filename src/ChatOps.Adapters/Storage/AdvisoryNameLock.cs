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

    private NpgsqlConnection? _connection;

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

        await using var take = new NpgsqlCommand("SELECT pg_try_advisory_lock(@key)", _connection);
        take.Parameters.AddWithValue("key", Key());
        return await take.ExecuteScalarAsync(cancellationToken) is true;
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
