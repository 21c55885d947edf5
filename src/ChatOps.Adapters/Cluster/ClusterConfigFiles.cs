using ChatOps.Adapters.Cluster.Api;
using ChatOps.Inventory;
using static ChatOps.Adapters.Cluster.Manifests.ManifestJson;

namespace ChatOps.Adapters.Cluster;

/// <summary>Finds out which config map is behind a path in a container.</summary>
internal sealed class ClusterConfigFiles(Effects effects) : IConfigFiles
{
    public Task<ConfigFile?> FindAsync(
        PodKey pod, string container, string path, CancellationToken cancellationToken) =>
        effects.ReadAsync(
            $"read config maps in {pod.Namespace}",
            async (api, stop) =>
            {
                var manifest = await api.FindAsync(
                    ObjectPath.Pod(pod.Namespace, pod.Name), Default.MountingPodManifest, stop);
                return manifest?.Metadata.Uid == pod.Uid
                    ? await FindAsync(api, pod.Namespace, MountedFile.Find(manifest.Spec, container, path), stop)
                    : null;
            },
            cancellationToken);

    private static async Task<ConfigFile?> FindAsync(
        ApiServer api, string @namespace, IEnumerable<MountedFile> candidates, CancellationToken stop)
    {
        foreach (var file in candidates)
        {
            var map = await api.FindAsync(
                ObjectPath.ConfigMap(@namespace, file.ConfigMap), Default.ConfigMapManifest, stop);
            if (map?.Data?.GetValueOrDefault(file.Key) is { } text)
            {
                return new ConfigFile(file.ConfigMap, file.Key, text);
            }
        }

        return null;
    }
}
