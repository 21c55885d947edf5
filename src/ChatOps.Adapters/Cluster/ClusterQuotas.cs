using System.Text.Json.Nodes;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Effects on quotas. The resourceVersion that was read goes along, so that no other's write is overwritten.</summary>
internal sealed class ClusterQuotas(Effects effects) : IQuotas
{
    private static readonly Dictionary<string, string> Nothing = [];

    public Task<IReadOnlyDictionary<string, string>?> ChangeAsync(
        QuotaReference quota,
        IReadOnlyDictionary<string, string> from,
        IReadOnlyDictionary<string, string> to,
        CancellationToken cancellationToken) =>
        effects.SendAsync(
            $"change quotas in {quota.Namespace}",
            async (api, stop) =>
            {
                if (await FindAsync(api, quota, stop) is not { } found)
                {
                    return null;
                }

                IReadOnlyDictionary<string, string> hard = found.Spec?.Hard ?? Nothing;
                if (!hard.Are(from))
                {
                    return hard;
                }

                await api.WriteAsync(HttpMethod.Patch, ObjectPath.Quota(quota), Patch(found.Metadata, to), stop);
                return to;
            },
            cancellationToken);

    private static async Task<QuotaManifest?> FindAsync(ApiServer api, QuotaReference quota, CancellationToken stop)
    {
        var found = await api.FindAsync(ObjectPath.Quota(quota), ManifestJson.Default.QuotaManifest, stop);
        return found?.Metadata.Uid == quota.Uid ? found : null;
    }

    private static JsonObject Patch(ObjectMeta read, IReadOnlyDictionary<string, string> hard) => new()
    {
        ["metadata"] = new JsonObject { ["uid"] = read.Uid, ["resourceVersion"] = read.ResourceVersion },
        ["spec"] = new JsonObject
        {
            ["hard"] = new JsonObject(hard.Select(amount => KeyValuePair.Create(amount.Key, (JsonNode?)amount.Value))),
        },
    };
}
