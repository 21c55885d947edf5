using System.Text.Json.Nodes;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Effects on workloads. The resourceVersion that was read goes along, so that no other's write is overwritten.</summary>
internal sealed class ClusterWorkloads(Effects effects) : IWorkloads
{
    public async Task<int?> FindReplicasAsync(WorkloadReference workload, CancellationToken cancellationToken) =>
        await effects.SendAsync(
            $"read the scale of {workload.Name}",
            async (api, stop) => Replicas(await FindAsync(api, workload, stop)),
            cancellationToken);

    public Task<int?> ScaleAsync(WorkloadReference workload, int from, int to, CancellationToken cancellationToken) =>
        effects.SendAsync(
            $"scale {workload.Name}",
            async (api, stop) =>
            {
                var scale = await FindAsync(api, workload, stop);
                if (scale is null || Replicas(scale) != from)
                {
                    return Replicas(scale);
                }

                await api.WriteAsync(HttpMethod.Put, ObjectPath.Scale(workload), Scale(workload, scale.Metadata, to), stop);
                return to;
            },
            cancellationToken);

    private static async Task<ScaleManifest?> FindAsync(
        ApiServer api, WorkloadReference workload, CancellationToken stop)
    {
        var scale = await api.FindAsync(ObjectPath.Scale(workload), ManifestJson.Default.ScaleManifest, stop);
        return scale?.Metadata.Uid == workload.Uid ? scale : null;
    }

    /// <summary>The API server leaves a zero out.</summary>
    private static int? Replicas(ScaleManifest? scale) => scale is null ? null : scale.Spec?.Replicas ?? 0;

    private static JsonObject Scale(WorkloadReference workload, ObjectMeta read, int replicas) => new()
    {
        ["apiVersion"] = "autoscaling/v1",
        ["kind"] = "Scale",
        ["metadata"] = new JsonObject
        {
            ["name"] = workload.Name,
            ["namespace"] = workload.Namespace,
            ["uid"] = workload.Uid,
            ["resourceVersion"] = read.ResourceVersion,
        },
        ["spec"] = new JsonObject { ["replicas"] = replicas },
    };
}
