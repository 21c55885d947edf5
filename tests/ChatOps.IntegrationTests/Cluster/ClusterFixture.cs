using ChatOps.IntegrationTests.Rigs;
using ChatOps.Inventory;
using ChatOps.Simulator;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatOps.IntegrationTests.Cluster;

/// <summary>
/// A cluster to drive: a simulated one, or the real one whose kubeconfig <see cref="KubeconfigVariable"/> names. Tests
/// bring namespaces of their own and leave nothing behind.
/// </summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    public const string KubeconfigVariable = "CHATOPS_TEST_KUBECONFIG";

    /// <summary>The label of every namespace that a test made, to find what an interrupted run left behind.</summary>
    public const string TestLabel = "chatops.dev/test";

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _namespaces = [];
    private SimulatedCluster? _simulated;
    private RunningInventory? _running;
    private Kubernetes? _client;

    /// <summary>Arranges and checks, past the adapter.</summary>
    public Kubernetes Client => _client ?? throw NotStarted();

    public IInventory Inventory => (_running ?? throw NotStarted()).Inventory;

    /// <summary>Names the cluster to whoever starts an adapter of their own.</summary>
    public string Kubeconfig { get; private set; } = "";

    public IPods Pods => (_running ?? throw NotStarted()).Pods;

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        var kubeconfig = Environment.GetEnvironmentVariable(KubeconfigVariable) is { Length: > 0 } given
            ? given
            : await SimulateAsync(stop);
        Kubeconfig = kubeconfig;
        _client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
        _running = await RunningInventory.StartNewAsync(kubeconfig, stop);
        await Eventually.SeeAsync(
            "the inventory is complete", _ => Task.FromResult(Inventory.Health), health => health.IsComplete, stop);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _namespaces)
        {
            await Client.CoreV1.DeleteNamespaceAsync(name);
        }

        if (_running is not null)
        {
            await _running.DisposeAsync();
        }

        _client?.Dispose();
        if (_simulated is not null)
        {
            await _simulated.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>An empty namespace, gone with the fixture.</summary>
    public async Task<string> NewNamespaceAsync(CancellationToken cancellationToken)
    {
        var name = $"chatops-test-{Guid.NewGuid():N}";
        var space = new V1Namespace
        {
            Metadata = new() { Name = name, Labels = new Dictionary<string, string> { [TestLabel] = "true" } },
        };
        await Client.CoreV1.CreateNamespaceAsync(space, cancellationToken: cancellationToken);
        _namespaces.Add(name);
        return name;
    }

    private async Task<string> SimulateAsync(CancellationToken cancellationToken)
    {
        var options = new SimulatorOptions
        {
            ClusterUrl = new("http://127.0.0.1:0"),
            Kubeconfig = _folder.File("kubeconfig"),
            Scenario = "empty",
        };
        _simulated = await SimulatedCluster.StartAsync(
            options, TimeProvider.System, NullLoggerFactory.Instance, cancellationToken);
        return options.Kubeconfig;
    }

    private static InvalidOperationException NotStarted() => new("The fixture has not been initialised.");
}
