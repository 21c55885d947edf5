using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Adapters.Cluster.Reflecting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Cluster;

/// <summary>Keeps the inventory current: one reflector for each kind, as long as the host runs.</summary>
internal sealed class InventoryWatcher(
    ClusterInventory inventory,
    ApiServer server,
    HealthBoard health,
    ChangeFeed changes,
    IOptions<ClusterOptions> options,
    TimeProvider time,
    ILogger<InventoryWatcher> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Reflectors().Select(reflector => reflector.RunAsync(stoppingToken)).ToList());

    private IReflector[] Reflectors() =>
    [
        Reflect(inventory.PodStore, ResourceKinds.Pods),
        Reflect(inventory.DeploymentStore, ResourceKinds.Deployments),
        Reflect(inventory.StatefulSetStore, ResourceKinds.StatefulSets),
        Reflect(inventory.ReplicaSetStore, ResourceKinds.ReplicaSets),
        Reflect(inventory.ClaimStore, ResourceKinds.Claims),
        Reflect(inventory.VolumeStore, ResourceKinds.Volumes),
        Reflect(inventory.NodeStore, ResourceKinds.Nodes),
        Reflect(inventory.QuotaStore, ResourceKinds.Quotas),
        Reflect(inventory.LimitRangeStore, ResourceKinds.LimitRanges),
        Reflect(inventory.StorageClassStore, ResourceKinds.StorageClasses),
        Reflect(inventory.NamespaceStore, ResourceKinds.Namespaces),
    ];

    private IReflector Reflect<TManifest, T>(ObjectStore<T> store, ResourceKind<TManifest, T> kind)
        where TManifest : IManifest
        where T : class
    {
        health.Expect(kind.Name);
        return new Reflector<TManifest, T>(
            kind, store, server, health, changes, options.Value.WatchTimeout, time, logger);
    }
}
