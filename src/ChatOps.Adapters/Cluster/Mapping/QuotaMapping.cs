using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster.Mapping;

internal static class QuotaMapping
{
    private static readonly Dictionary<string, string> Nothing = [];

    public static Quota ToQuota(this QuotaManifest manifest, SharedValues shared) => new(
        shared.Share(manifest.Metadata.Namespace ?? ""),
        manifest.Metadata.Name,
        manifest.Metadata.Uid,
        manifest.Status?.Hard ?? Nothing,
        manifest.Status?.Used ?? Nothing);
}
