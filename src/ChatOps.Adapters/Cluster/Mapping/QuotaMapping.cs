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
        manifest.Status?.Used ?? Nothing)
    {
        IsScoped = manifest.Spec is { Scopes.Length: > 0 } or { ScopeSelector: not null },
    };

    public static LimitRange ToLimitRange(this LimitRangeManifest manifest, SharedValues shared) => new(
        shared.Share(manifest.Metadata.Namespace ?? ""),
        manifest.Metadata.Name,
        manifest.Metadata.Uid,
        [.. (manifest.Spec?.Limits ?? []).Select(ToRule)]);

    private static LimitRule ToRule(LimitSpec spec) => new(
        spec.Type,
        Amount.AllOf(spec.Min),
        Amount.AllOf(spec.Max),
        Amount.AllOf(spec.DefaultLimit),
        Amount.AllOf(spec.DefaultRequest));
}
