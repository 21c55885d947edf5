using ChatOps.Adapters.Cluster.Mapping;
using ChatOps.Inventory;
using static ChatOps.Adapters.Cluster.Manifests.ManifestJson;

namespace ChatOps.Adapters.Cluster;

/// <summary>Reads the config map in which the cluster autoscaler tells its status.</summary>
internal sealed class ClusterAutoscaler(Effects effects) : IAutoscaler
{
    private const string Namespace = "kube-system";
    private const string ConfigMap = "cluster-autoscaler-status";
    private const string Key = "status";

    public Task<AutoscalerStatus?> FindAsync(CancellationToken cancellationToken) => effects.ReadAsync(
        $"read config map {ConfigMap} in {Namespace}",
        async (api, stop) =>
        {
            var map = await api.FindAsync(ObjectPath.ConfigMap(Namespace, ConfigMap), Default.ConfigMapManifest, stop);
            return map?.Data?.GetValueOrDefault(Key) is { } text ? AutoscalerText.Read(text) : null;
        },
        cancellationToken);
}
