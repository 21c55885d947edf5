using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>
/// The kubelet's figures through the node's proxy. The right to that proxy (nodes/proxy) is as good as exec into every pod of
/// the node, so many clusters will rightly refuse it.
/// </summary>
internal sealed class ClusterStorageFills(Effects effects) : IStorageFills
{
    public Task<StorageFill?> FindFullestAsync(string node, PodKey pod, CancellationToken cancellationToken) =>
        effects.ReadAsync(
            $"read the kubelet's figures of {node}",
            async (api, stop) =>
            {
                var summary = await api.FindAsync(
                    ObjectPath.NodeStats(node), ManifestJson.Default.StatsSummary, stop);
                return Array.Find(summary?.Pods ?? [], stats => stats.PodRef.Uid == pod.Uid) is { } found
                    ? (found.Volumes ?? []).Select(Fill).OfType<StorageFill>().MaxBy(fill => fill.Percent)
                    : null;
            },
            cancellationToken);

    /// <summary>What df shows: blocks that only root may fill are neither used nor to be had.</summary>
    private static StorageFill? Fill(VolumeStats volume) => volume switch
    {
        { PvcRef: null } => null,
        { UsedBytes: { } used, AvailableBytes: { } free } when used + free > 0 => new StorageFill(used, used + free),
        { UsedBytes: { } used, CapacityBytes: > 0 and { } capacity } => new StorageFill(used, capacity),
        _ => null,
    };
}
