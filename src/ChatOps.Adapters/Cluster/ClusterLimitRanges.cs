using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Adapters.Cluster.Mapping;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Reads the limit ranges of a namespace; there are one or two, so one page has them all.</summary>
internal sealed class ClusterLimitRanges(Effects effects) : ILimitRanges
{
    public async Task<MemoryCeiling> MemoryCeilingAsync(string @namespace, CancellationToken cancellationToken)
    {
        var ranges = await effects.SendAsync(
            $"read limit ranges in {@namespace}",
            (api, stop) => api.ListPageAsync(
                ObjectPath.LimitRanges(@namespace),
                continueToken: null,
                ManifestJson.Default.ListManifestLimitRangeManifest,
                stop),
            cancellationToken);
        var limits = (ranges.Items ?? []).SelectMany(range => range.Spec?.Limits ?? []).ToList();
        return new MemoryCeiling(Least(limits, "Container"), Least(limits, "Pod"));
    }

    private static long? Least(List<LimitManifest> limits, string type) => limits
        .Where(limit => limit.Type == type && limit.Max?.ContainsKey("memory") is true)
        .Min(limit => (long?)Amount.Of(limit.Max, "memory"));
}
