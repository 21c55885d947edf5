using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Adapters.Cluster.Reflecting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Cluster;

/// <summary>Keeps the inventory current: one reflector for each kind, or for each kind in each namespace, as long as the host runs.</summary>
internal sealed class InventoryWatcher(
    ClusterInventory inventory,
    ApiServer server,
    HealthBoard health,
    ChangeFeed changes,
    WatchMeasures measures,
    IOptions<ClusterOptions> options,
    TimeProvider time,
    ILogger<InventoryWatcher> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Reflectors().Select(reflector => reflector.RunAsync(stoppingToken)).ToList());

    private IReflector[] Reflectors() =>
    [
        .. ReflectInNamespaces(inventory.PodStore, ResourceKinds.Pods),
        .. ReflectInNamespaces(inventory.DeploymentStore, ResourceKinds.Deployments),
        .. ReflectInNamespaces(inventory.StatefulSetStore, ResourceKinds.StatefulSets),
        .. ReflectInNamespaces(inventory.ReplicaSetStore, ResourceKinds.ReplicaSets),
        .. ReflectInNamespaces(inventory.ClaimStore, ResourceKinds.Claims),
        .. ReflectInNamespaces(inventory.QuotaStore, ResourceKinds.Quotas),
        .. ReflectInNamespaces(inventory.LimitRangeStore, ResourceKinds.LimitRanges),
        Reflect(inventory.VolumeStore, ResourceKinds.Volumes),
        Reflect(inventory.NodeStore, ResourceKinds.Nodes),
        Reflect(inventory.StorageClassStore, ResourceKinds.StorageClasses),
        Reflect(inventory.NamespaceStore, ResourceKinds.Namespaces),
    ];

    private IReflector[] ReflectInNamespaces<TManifest, T>(ObjectStore<T> store, ResourceKind<TManifest, T> kind)
        where TManifest : IManifest
        where T : class =>
        options.Value.Namespaces is { Count: > 0 } namespaces
            ? [.. namespaces.Select(name => Reflect(store, kind, name))]
            : [Reflect(store, kind)];

    private Reflector<TManifest, T> Reflect<TManifest, T>(
        ObjectStore<T> store, ResourceKind<TManifest, T> kind, string? @namespace = null)
        where TManifest : IManifest
        where T : class
    {
        var image = new ReflectedKind<TManifest, T>(kind, @namespace);
        health.Expect(image.Name);
        return new Reflector<TManifest, T>(
            image, store, server, health, changes, measures, options.Value.WatchTimeout, time, logger);
    }
}
