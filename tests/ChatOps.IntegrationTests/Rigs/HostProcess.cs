using ChatOps.Adapters.Storage;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>
/// The bot as people run it: a process of its own, on free ports, with a data folder that outlives its deaths.
/// Kill it, start it again, and it must go on.
/// </summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ChatOpsProgram _program;
    private readonly string? _postgres;
    private ChildProcess? _process;

    private HostProcess(IReadOnlyDictionary<string, string> settings)
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var all = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = address,
            ["Simulator:ClusterUrl"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["Simulator:HoustonUrl"] = $"http://127.0.0.1:{FreePort.Next()}/v1",
            ["Limits:PerPerson"] = "100000", // tests look again and again
            ["Limits:PerChannel"] = "100000",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        _program = new(_folder.Path, all);
        _postgres = all.GetValueOrDefault("ConnectionStrings:ChatOps");
        Client = new() { BaseAddress = new(address) };
        Probes = all.GetValueOrDefault("Edge:ManagementPort") is { } port ? new() { BaseAddress = new($"http://127.0.0.1:{port}") } : Client;
    }

    /// <summary>Talks to the host, whichever process is the host at the moment.</summary>
    public HttpClient Client { get; }

    /// <summary>Asks where its probes are answered: beside all else, unless the settings name a port for them.</summary>
    public HttpClient Probes { get; }

    /// <summary>The folder it keeps its data in; empty before the first start.</summary>
    public string DataFolder => _folder.File("data");

    /// <summary>Of the running process.</summary>
    public int ProcessId => Running().Id;

    /// <summary>What the running process, or the last one, has printed.</summary>
    public string Log => _process?.Output ?? "";

    /// <summary>Starts a host on an empty data folder and returns when it is ready.</summary>
    /// <param name="settings">Such as "Slack:SigningSecret"; they win over the rig's own addresses.</param>
    /// <param name="within">How long that may take; a minute unless told.</param>
    public static async Task<HostProcess> StartNewAsync(
        IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken, TimeSpan? within = null)
    {
        var host = new HostProcess(settings);
        try
        {
            await host.StartAsync(cancellationToken, within);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again, on the same data and addresses, and returns when it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellationToken, TimeSpan? within = null)
    {
        if (_process is { } previous)
        {
            await previous.DisposeAsync();
        }

        _process = _program.Start();
        await Server.AnswersAsync(_process, Probes, "/healthz/ready", cancellationToken, within);
    }

    /// <summary>SIGKILL, at once: whatever was not yet written is lost.</summary>
    public Task KillAsync() => Running().KillAsync();

    /// <summary>SIGTERM, as a rollout ends it.</summary>
    /// <returns>The exit status; 0 when it said goodbye properly.</returns>
    public Task<int> TerminateAsync(CancellationToken cancellationToken) => Running().TerminateAsync(cancellationToken);

    /// <summary>Runs a command of the same program with the same settings and data, such as "audit verify".</summary>
    public Task<ChildProcess.Ended> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments) =>
        _program.RunAsync(arguments, cancellationToken);

    /// <summary>Starts a command of the same program as from a terminal of its own.</summary>
    public ChildProcess StartInOwnTerminal(params IEnumerable<string> arguments) => _program.StartInOwnTerminal(arguments);

    /// <summary>The database as it is now, also while the host runs.</summary>
    public ChatOpsDbContext OpenDatabase() => _postgres is null
        ? new SqliteDatabase(new DbContextOptionsBuilder<SqliteDatabase>()
            .UseSqlite($"Data Source={Path.Combine(DataFolder, "chatops.db")};Pooling=False").Options)
        : new PostgreSqlDatabase(new DbContextOptionsBuilder<PostgreSqlDatabase>().UseNpgsql(_postgres).Options);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Probes.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private ChildProcess Running() => _process ?? throw new InvalidOperationException("The host was never started.");
}
