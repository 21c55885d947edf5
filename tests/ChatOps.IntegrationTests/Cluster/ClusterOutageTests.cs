using ChatOps.IntegrationTests.Rigs;
using ChatOps.Inventory;
using ChatOps.Simulator;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Cluster;

/// <summary>An API server that goes away and comes back with another past, as if restored from a backup.</summary>
public sealed class ClusterOutageTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_picture_goes_stale_with_the_API_server_and_is_put_right_when_it_returns()
    {
        var options = new SimulatorOptions
        {
            ClusterUrl = new($"http://127.0.0.1:{FreePort.Next()}"),
            Kubeconfig = _folder.File("kubeconfig"),
            Scenario = "empty",
        };
        var first = await StartAsync(options);
        await AddClaimAsync(options.Kubeconfig, "before");
        await using var running = await RunningInventory.StartNewAsync(options.Kubeconfig, Stop);
        var inventory = running.Inventory;
        await SeeAsync(inventory, "the claim is known", health => health.IsComplete, "before");

        await first.DisposeAsync();

        await SeeAsync(inventory, "the picture is stale", health => health.StaleSince is not null, "before");
        var outage = await Should.ThrowAsync<ClusterUnavailableException>(
            running.Pods.DeleteAsync("default", "p", "u", grace: null, Stop));
        outage.Message.ShouldStartWith("The API server can't be reached: ");

        await using var second = await StartAsync(options);
        await AddClaimAsync(options.Kubeconfig, "after");
        await SeeAsync(inventory, "the picture is right", health => health.StaleSince is null, "after");
    }

    private static Task<SimulatedCluster> StartAsync(SimulatorOptions options) =>
        SimulatedCluster.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, Stop);

    private static Task SeeAsync(IInventory inventory, string what, Func<InventoryHealth, bool> isSo, string claim) =>
        Eventually.SeeAsync(
            what,
            _ => Task.FromResult((inventory.Health, Claims: inventory.Claims.Select(each => each.Name).ToList())),
            seen => isSo(seen.Health) && seen.Claims is [var only] && only == claim,
            Stop,
            Patience);

    private static async Task AddClaimAsync(string kubeconfig, string name)
    {
        using var client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
        var claim = new V1PersistentVolumeClaim
        {
            Metadata = new() { Name = name },
            Spec = new()
            {
                AccessModes = ["ReadWriteOnce"],
                Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["storage"] = new("1Gi") } },
            },
        };
        await client.CoreV1.CreateNamespacedPersistentVolumeClaimAsync(claim, "default", cancellationToken: Stop);
    }
}
