using System.Net;
using System.Text.Json.Nodes;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Snapshots by the storage's own driver (https://kubernetes.io/docs/concepts/storage/volume-snapshots/).</summary>
internal sealed class ClusterSnapshots(Effects effects) : ISnapshots
{
    public Task<Snapshot> TakeAsync(
        string @namespace, string claim, string name, CancellationToken cancellationToken) =>
        effects.SendAsync(
            $"take volume snapshots in {@namespace}",
            async (api, stop) => await FindAsync(api, @namespace, name, stop) is { } found
                ? HowFar(found)
                : await BeginAsync(api, @namespace, claim, name, stop),
            cancellationToken);

    private static Task<SnapshotManifest?> FindAsync(
        ApiServer api, string @namespace, string name, CancellationToken stop) =>
        api.FindAsync(ObjectPath.Snapshot(@namespace, name), ManifestJson.Default.SnapshotManifest, stop);

    private static async Task<Snapshot> BeginAsync(
        ApiServer api, string @namespace, string claim, string name, CancellationToken stop)
    {
        try
        {
            await api.WriteAsync(HttpMethod.Post, ObjectPath.Snapshots(@namespace), Manifest(claim, name), stop);
            return new Snapshot(SnapshotState.Pending);
        }
        catch (ApiServerException e) when (e.Code is HttpStatusCode.NotFound)
        {
            // The snapshot can't be missing while it is being made, and the namespace has the claim: it is the API.
            return new Snapshot(SnapshotState.NotOffered);
        }
        catch (ApiServerException e) when (e.Code is HttpStatusCode.Conflict)
        {
            return new Snapshot(SnapshotState.Pending);
        }
    }

    private static Snapshot HowFar(SnapshotManifest snapshot) => snapshot.Status?.ReadyToUse is true
        ? new Snapshot(SnapshotState.Ready, AskedAt: snapshot.Metadata.CreationTimestamp)
        : new Snapshot(
            SnapshotState.Pending, snapshot.Status?.Error?.Message, snapshot.Metadata.CreationTimestamp);

    private static JsonObject Manifest(string claim, string name) => new()
    {
        ["apiVersion"] = "snapshot.storage.k8s.io/v1",
        ["kind"] = "VolumeSnapshot",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject
        {
            ["source"] = new JsonObject { ["persistentVolumeClaimName"] = claim },
        },
    };
}
