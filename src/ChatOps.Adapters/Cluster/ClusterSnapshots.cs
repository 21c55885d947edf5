using System.Net;
using System.Text.Json.Nodes;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>Snapshots by the storage's own driver (https://kubernetes.io/docs/concepts/storage/volume-snapshots/).</summary>
internal sealed class ClusterSnapshots(Effects effects) : ISnapshots
{
    private const string Operation = "chatops.dev/operation";
    private const string ClaimUid = "chatops.dev/claim-uid";

    /// <summary>Never a snapshot's own, which ends in the number of its operation.</summary>
    private const string Trial = "-trial";

    public Task<bool> IsOfferedAsync(string @namespace, string claim, CancellationToken cancellationToken) =>
        effects.SendAsync(
            $"take volume snapshots in {@namespace}",
            async (api, stop) =>
            {
                // Both things that taking one needs the right to: looking how far it is, and making it.
                await FindAsync(api, @namespace, claim + Trial, stop);
                return await MayBeginAsync(api, @namespace, claim, stop);
            },
            cancellationToken);

    public Task<Snapshot> TakeAsync(
        string @namespace, string claim, string name, SnapshotMark mark, CancellationToken cancellationToken) =>
        effects.SendAsync(
            $"take volume snapshots in {@namespace}",
            async (api, stop) => await FindAsync(api, @namespace, name, stop) is { } found
                ? HowFar(found, mark)
                : await BeginAsync(api, @namespace, claim, name, mark, stop),
            cancellationToken);

    private static Task<SnapshotManifest?> FindAsync(
        ApiServer api, string @namespace, string name, CancellationToken stop) =>
        api.FindAsync(ObjectPath.Snapshot(@namespace, name), ManifestJson.Default.SnapshotManifest, stop);

    private static async Task<Snapshot> BeginAsync(
        ApiServer api, string @namespace, string claim, string name, SnapshotMark mark, CancellationToken stop)
    {
        try
        {
            await api.WriteAsync(HttpMethod.Post, ObjectPath.Snapshots(@namespace), Manifest(claim, name, mark), stop);
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

    private static async Task<bool> MayBeginAsync(ApiServer api, string @namespace, string claim, CancellationToken stop)
    {
        try
        {
            await api.WriteAsync(
                HttpMethod.Post, $"{ObjectPath.Snapshots(@namespace)}?dryRun=All", Manifest(claim, claim + Trial, new(0, "")), stop);
            return true;
        }
        catch (ApiServerException e) when (e.Code is HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private static Snapshot HowFar(SnapshotManifest snapshot, SnapshotMark mark) => snapshot switch
    {
        _ when !Bears(snapshot, mark) => new Snapshot(SnapshotState.Foreign),
        { Status.ReadyToUse: true } => new Snapshot(SnapshotState.Ready),
        _ => new Snapshot(SnapshotState.Pending, snapshot.Status?.Error?.Message),
    };

    private static bool Bears(SnapshotManifest snapshot, SnapshotMark mark) =>
        snapshot.Metadata.Labels is { } labels
        && labels.GetValueOrDefault(Operation) == $"{mark.OperationId}"
        && labels.GetValueOrDefault(ClaimUid) == mark.ClaimUid;

    private static JsonObject Manifest(string claim, string name, SnapshotMark mark) => new()
    {
        ["apiVersion"] = "snapshot.storage.k8s.io/v1",
        ["kind"] = "VolumeSnapshot",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject { [Operation] = $"{mark.OperationId}", [ClaimUid] = mark.ClaimUid },
        },
        ["spec"] = new JsonObject
        {
            ["source"] = new JsonObject { ["persistentVolumeClaimName"] = claim },
        },
    };
}
