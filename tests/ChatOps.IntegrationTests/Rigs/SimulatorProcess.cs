namespace ChatOps.IntegrationTests.Rigs;

/// <summary>The simulated cluster in a process of its own, so that it lives on while the bot is killed.</summary>
public sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client;
    private readonly ChildProcess _process;

    private SimulatorProcess(IReadOnlyDictionary<string, string> settings)
    {
        var address = settings.GetValueOrDefault("Simulator:ClusterUrl") ?? $"http://127.0.0.1:{FreePort.Next()}";
        var all = new Dictionary<string, string>
        {
            ["Simulator:HoustonUrl"] = $"http://127.0.0.1:{FreePort.Next()}/v1",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        _client = new() { BaseAddress = new(address) };
        _process = new ChatOpsProgram(_folder.Path, all).Start("simulator", $"--Simulator:ClusterUrl={address}");
    }

    /// <summary>Leads kubectl and the bot (<c>Cluster:Kubeconfig</c>) to the cluster.</summary>
    public string Kubeconfig => Path.Combine(_folder.Path, "data", "simulator.kubeconfig");

    /// <summary>What it has printed.</summary>
    public string Log => _process.Output;

    /// <summary>Starts a cluster with the default scenario and returns when its API answers.</summary>
    /// <param name="settings">Such as "Simulator:Speed".</param>
    /// <param name="within">How long that may take; a minute unless told.</param>
    public static async Task<SimulatorProcess> StartNewAsync(
        IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken, TimeSpan? within = null)
    {
        var simulator = new SimulatorProcess(settings);
        try
        {
            await Server.AnswersAsync(simulator._process, simulator._client, "/version", cancellationToken, within);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc cref="ChildProcess.SuspendAsync"/>
    public Task SuspendAsync(CancellationToken cancellationToken) => _process.SuspendAsync(cancellationToken);

    /// <inheritdoc cref="ChildProcess.ResumeAsync"/>
    public Task ResumeAsync(CancellationToken cancellationToken) => _process.ResumeAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
