using ChatOps.IntegrationTests.Rigs;
using ChatOps.Simulator;
using ChatOps.Simulator.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatOps.IntegrationTests.Simulator;

/// <summary>A simulated cluster with nodes, namespaces and a storage class, shared by the tests of a class; each works in a namespace of its own.</summary>
public sealed class EmptyCluster : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SimulatedCluster? _cluster;

    public string Kubeconfig => _folder.File("kubeconfig");

    public Uri Url => _cluster!.Url;

    public ClusterStore Store => _cluster!.Store;

    public async ValueTask InitializeAsync() => _cluster = await SimulatedCluster.StartAsync(
        new SimulatorOptions { ClusterUrl = new("http://127.0.0.1:0"), Kubeconfig = Kubeconfig, Scenario = "empty" },
        TimeProvider.System,
        NullLoggerFactory.Instance,
        TestContext.Current.CancellationToken);

    /// <summary>kubectl in a new namespace.</summary>
    public async Task<Kubectl> KubectlInNewNamespaceAsync(CancellationToken cancellationToken)
    {
        var ns = $"test-{Guid.NewGuid():N}";
        await new Kubectl(Kubeconfig, "default").RunWithInputAsync(
            $$$"""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "{{{ns}}}"}}""",
            cancellationToken,
            "create", "-f", "-");
        return new Kubectl(Kubeconfig, ns);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster!.DisposeAsync();
        _folder.Dispose();
    }
}
