using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Events by the object they are about.</summary>
internal sealed class ClusterEvents(Effects effects) : IEvents
{
    public Task<IReadOnlyList<ClusterEvent>> OfAsync(
        string @namespace, string uid, CancellationToken cancellationToken) =>
        effects.ReadAsync<IReadOnlyList<ClusterEvent>>(
            $"read events in {@namespace}",
            async (api, stop) =>
            {
                var page = await api.ListPageAsync(
                    ObjectPath.EventsOf(@namespace, uid), null, ManifestJson.Default.ListManifestEventManifest, stop);
                return [.. (page.Items ?? []).Select(Describe).OrderBy(each => each.LastSeen)];
            },
            cancellationToken);

    private static ClusterEvent Describe(EventManifest manifest) => new(
        manifest.Type is "Warning",
        manifest.Reason ?? "",
        manifest.Message ?? "",
        ContainerIn(manifest.InvolvedObject?.FieldPath),
        manifest.Series?.Count ?? manifest.Count ?? 1,
        manifest.Series?.LastObservedTime ?? manifest.LastTimestamp ?? manifest.EventTime);

    /// <summary>The name in "spec.containers{prometheus}" or "spec.initContainers{wait-for-db}".</summary>
    private static string? ContainerIn(string? fieldPath) =>
        fieldPath?.Split('{') is [_, var rest] && rest.EndsWith('}') ? rest[..^1] : null;
}
