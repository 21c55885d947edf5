using System.Text.Json.Nodes;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Adapters.Cluster.Mapping;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Reads and changes pod templates. The resourceVersion that was read goes along with each change.</summary>
internal sealed class ClusterPodTemplates(Effects effects) : IPodTemplates
{
    public Task<PodTemplate?> FindAsync(WorkloadReference workload, CancellationToken cancellationToken) =>
        effects.SendAsync(
            $"read {workload.Kind} {workload.Name}",
            async (api, stop) => (await FindAsync(api, workload, stop))?.ToTemplate(),
            cancellationToken);

    public Task<ContainerMemory?> ChangeMemoryAsync(
        WorkloadReference workload,
        string container,
        ContainerMemory from,
        ContainerMemory to,
        CancellationToken cancellationToken) =>
        effects.SendAsync(
            $"change {workload.Kind} {workload.Name}",
            async (api, stop) =>
            {
                var found = await FindAsync(api, workload, stop);
                var now = found?.ToTemplate().Containers.Find(candidate => candidate.Name == container)?.Memory;
                if (found is null || now != from)
                {
                    return now;
                }

                var patch = Patch(found.Metadata, container, from, to);
                await api.MergeNamedAsync(ObjectPath.Workload(workload), patch, stop);
                return to;
            },
            cancellationToken);

    private static async Task<TemplatedManifest?> FindAsync(
        ApiServer api, WorkloadReference workload, CancellationToken stop)
    {
        var found = await api.FindAsync(
            ObjectPath.Workload(workload), ManifestJson.Default.TemplatedManifest, stop);
        return found?.Metadata.Uid == workload.Uid ? found : null;
    }

    private static JsonObject Patch(ObjectMeta read, string container, ContainerMemory from, ContainerMemory to) => new()
    {
        ["metadata"] = new JsonObject { ["uid"] = read.Uid, ["resourceVersion"] = read.ResourceVersion },
        ["spec"] = new JsonObject
        {
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject { ["containers"] = new JsonArray(Container(container, from, to)) },
            },
        },
    };

    private static JsonObject Container(string name, ContainerMemory from, ContainerMemory to)
    {
        var resources = new JsonObject();
        Put("requests", from.Request, to.Request);
        Put("limits", from.Limit, to.Limit);
        return new JsonObject { ["name"] = name, ["resources"] = resources };

        // A null takes the entry off; one that was never there must not be named.
        void Put(string kind, long? before, long? after)
        {
            if (before != after)
            {
                resources[kind] = new JsonObject { ["memory"] = after?.ToKubernetesSize() };
            }
        }
    }
}
