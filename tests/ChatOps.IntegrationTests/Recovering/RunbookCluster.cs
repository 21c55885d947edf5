using ChatOps.Adapters.Storage;
using ChatOps.Diagnosing;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.IntegrationTests.Volumes;
using ChatOps.Operations;
using ChatOps.Operations.Limiting;
using ChatOps.Operations.Recovering;
using ChatOps.Simulator;
using ChatOps.Simulator.Drills;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>The simulated cluster with the platform in it, hurried, and the engine that recovers things there.</summary>
internal sealed class RunbookCluster : IAsyncDisposable
{
    public const string Space = "astronomer-ee";
    public const string Set = "solitary-lightningbug-prometheus";
    public const string Claim = $"prometheus-data-volume-{Set}-0";

    private readonly TemporaryFolder _folder = new();
    private SimulatedCluster? _cluster;
    private OperationRig? _rig;
    private Kubernetes? _client;
    private TcpGate? _gate;

    public OperationRig Rig => _rig ?? throw NotStarted();

    /// <summary>Looks and arranges past the bot.</summary>
    public Kubernetes Client => _client ?? throw NotStarted();

    /// <summary>What is between the bot and the API server.</summary>
    public TcpGate Gate => _gate ?? throw NotStarted();

    /// <param name="speed">By how much the cluster is hurried.</param>
    public static async Task<RunbookCluster> StartNewAsync(double speed, CancellationToken cancellationToken)
    {
        var cluster = new RunbookCluster();
        try
        {
            await cluster.StartAsync(speed, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays a drill until it shows, and goes on watching it.</summary>
    /// <returns>How it ends, once its goal is reached.</returns>
    public async Task<Task<DrillMoment>> BreakAsync(string drill, CancellationToken cancellationToken)
    {
        var http = new HttpClient { BaseAddress = (_cluster ?? throw NotStarted()).Url };
        var player = new DrillPlayer(new DrillCluster(http), TimeProvider.System);
        var broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = WatchAsync();
        await await Task.WhenAny(broken.Task, end);
        return end;

        async Task<DrillMoment> WatchAsync()
        {
            using (http)
            {
                DrillMoment? last = null;
                var moments = player.PlayAsync(
                    DrillCatalog.Find(drill) ?? throw new ArgumentException($"No drill is called {drill}.", nameof(drill)), cancellationToken);
                await foreach (var moment in moments)
                {
                    last = moment;
                    if (moment.Stage is DrillStage.Broken)
                    {
                        broken.TrySetResult();
                    }
                }

                return last ?? throw new InvalidOperationException($"{drill} was not played.");
            }
        }
    }

    /// <summary>kubectl, past the bot.</summary>
    public Kubectl Kubectl => new(_folder.File("direct"));

    /// <summary>The claim's UID as the API server has it.</summary>
    public async Task<string> ClaimUidAsync(CancellationToken cancellationToken) =>
        (await Client.CoreV1.ReadNamespacedPersistentVolumeClaimAsync(Claim, Space, cancellationToken: cancellationToken)).Metadata.Uid;

    public Task<V1StatefulSet> SetAsync(CancellationToken cancellationToken) =>
        Client.AppsV1.ReadNamespacedStatefulSetAsync(Set, Space, cancellationToken: cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_rig is not null)
        {
            await _rig.DisposeAsync();
        }

        _client?.Dispose();
        if (_gate is not null)
        {
            await _gate.DisposeAsync();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task StartAsync(double speed, CancellationToken cancellationToken)
    {
        var options = new SimulatorOptions
        {
            ClusterUrl = new("http://127.0.0.1:0"),
            Kubeconfig = _folder.File("direct"),
            Speed = speed,
        };
        _cluster = await SimulatedCluster.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, cancellationToken);
        _client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(options.Kubeconfig));
        _gate = TcpGate.Open(_cluster.Url.Port);
        var throughGate = _folder.File("kubeconfig");
        var direct = await File.ReadAllTextAsync(options.Kubeconfig, cancellationToken);
        await File.WriteAllTextAsync(throughGate, direct.Replace($":{_cluster.Url.Port}", $":{_gate.Port}"), cancellationToken);
        _rig = await OperationRig.StartNewAsync(
            throughGate,
            cancellationToken,
            (services, configuration) =>
            {
                configuration["Recovery:StableFor"] = "00:00:01";
                configuration["Diagnosis:LookFor"] = "00:00:20"; // a log that comes late on a busy machine is another test's matter
                configuration["Operations:LongestPause"] = "00:00:01";
                services.AddDiagnosing(configuration).AddRecovering(configuration).AddLimiting();
                services.AddSingleton(provider => new NoticingOperations(ActivatorUtilities.CreateInstance<OperationsStore>(provider)));
                services.AddSingleton<IOperations>(provider => provider.GetRequiredService<NoticingOperations>());
            });
    }

    private static InvalidOperationException NotStarted() => new("The cluster was not started.");
}
