using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Access;
using ChatOps.Simulator.Api;
using ChatOps.Simulator.Api.Defaulting;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Scenarios;
using ChatOps.Simulator.Store;
using Microsoft.Extensions.Logging;

namespace ChatOps.Simulator;

/// <summary>A running simulated cluster: its objects, the controllers that make them live, and the API.</summary>
public sealed class SimulatedCluster : IAsyncDisposable
{
    private static readonly string[] FirstNamespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

    private readonly CancellationTokenSource _stopping = new();
    private readonly ControlPlane _controlPlane;
    private Task _controllers = Task.CompletedTask;
    private ApiServer? _server;
    private X509Certificate2? _certificate;

    private SimulatedCluster(SimulatorOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        Store = new(time, [new Defaults(), .. ControlPlane.Admissions, new QualityOfService()]);
        _controlPlane = new(Store, options.Speed, time, loggers, options.GrafanaVersion);
    }

    public ClusterStore Store { get; }

    /// <summary>Where the API listens.</summary>
    public Uri Url => _server!.Url;

    /// <summary>Starts a cluster with its scenario loaded and its kubeconfig written.</summary>
    /// <exception cref="IOException">The address is taken, or the kubeconfig can't be written.</exception>
    public static async Task<SimulatedCluster> StartAsync(
        SimulatorOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var cluster = new SimulatedCluster(options, time, loggers);
        try
        {
            await cluster.RunAsync(options, time, loggers, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await _controllers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _certificate?.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(
        SimulatorOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        foreach (var name in FirstNamespaces)
        {
            Store.Create(ResourceTypes.Namespaces, new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } });
        }

        var loader = new ScenarioLoader(Store, time);
        loader.Load(Scenario.Roles);
        loader.Load(Scenario.Read(options.Scenario));
        _controlPlane.RunUntilIdle(cancellationToken);
        _controllers = Task.Run(() => _controlPlane.RunAsync(_stopping.Token), CancellationToken.None);
        var tokens = new ServiceAccountTokens(Store, time);
        var api = new KubernetesApi(
            Store,
            _controlPlane.Containers,
            _controlPlane.Servers,
            options.EnforceRbac ? new AccessGuard(new Rbac(Store), tokens) : null,
            tokens,
            time,
            loggers.CreateLogger<KubernetesApi>(),
            _stopping.Token);
        _certificate = options.EnforceRbac ? ServerCertificate.Create(time) : null;
        _server = await ApiServer.StartAsync(options.ClusterUrl, _certificate, api.AnswerAsync, loggers, cancellationToken);
        await Kubeconfig.WriteAsync(options.Kubeconfig, Url, _certificate, cancellationToken);
    }
}
