using Npgsql;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>
/// A real PostgreSQL (Debian's package) on a free port of loopback, with a data folder of its own. It can be stopped and
/// started again.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "chatops";

    /// <summary>PostgreSQL refuses to run as root; this account exists everywhere and owns nothing.</summary>
    private static readonly string[] AsNobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"];

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private ChildProcess? _process;
    private int _databases;

    private PostgresServer()
    {
        // Whoever the server runs as has to make its data folder in here.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_111_111);
        }
    }

    /// <summary>All that it has on the disk.</summary>
    public string Folder => _folder.Path;

    private string Data => _folder.File("data");

    /// <exception cref="InvalidOperationException">It ended instead; the message is what it printed.</exception>
    public static async Task<PostgresServer> StartNewAsync(CancellationToken cancellationToken)
    {
        var server = new PostgresServer();
        try
        {
            await server.InitialiseAsync(cancellationToken);
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, again if need be, and returns when it takes connections.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Without fsync: the machine does not die in these tests, only processes do.
        _process = Start(
            "postgres", "-D", Data, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "fsync=off", "-c", "max_connections=300");
        await Eventually.TrueAsync("PostgreSQL takes connections", ConnectsAsync, cancellationToken);
    }

    /// <summary>A "fast" shutdown: who is connected is told to go, and is cut off.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_process is { } running)
        {
            _process = null;
            await running.InterruptAsync(cancellationToken);
            await running.DisposeAsync();
        }
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>For ConnectionStrings:ChatOps.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = $"chatops{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync(cancellationToken);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionString(name);
    }

    /// <summary>Leads to a database, whether it is there or not.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username={User};Database={database}";

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _folder.Dispose();
    }

    private static string Program(string name) =>
        Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal)
            .Select(version => Path.Combine(version, "bin", name))
            .LastOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"There is no {name} (tests/run.sh installs PostgreSQL).");

    private async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        await using var initdb = Start(
            "initdb", "-D", Data, "-U", User, "-A", "trust", "--no-sync", "-E", "UTF8", "--no-locale");
        if (await initdb.WaitForExitAsync(cancellationToken) is not 0 and var status)
        {
            throw new InvalidOperationException($"initdb ended with status {status}:\n{initdb.Output}");
        }
    }

    private ChildProcess Start(string program, params string[] arguments)
    {
        string[] line = [.. Environment.IsPrivilegedProcess ? AsNobody : [], Program(program), .. arguments];
        return ChildProcess.Start(line[0], line[1..], _folder.Path);
    }

    private async Task<bool> ConnectsAsync(CancellationToken cancellationToken)
    {
        if (Running().HasExited)
        {
            throw new InvalidOperationException($"It ended:\n{Running().Output}");
        }

        await using var connection = new NpgsqlConnection($"{ConnectionString("postgres")};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        return true;
    }

    private ChildProcess Running() => _process ?? throw new InvalidOperationException("PostgreSQL is stopped.");
}
