namespace ChatOps.Adapters.Cluster.Manifests;

internal sealed record QuotaManifest(ObjectMeta Metadata, QuotaStatus? Status) : IManifest;

internal sealed record QuotaStatus(Dictionary<string, string>? Hard, Dictionary<string, string>? Used);
