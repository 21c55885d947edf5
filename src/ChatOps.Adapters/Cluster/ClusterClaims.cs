using System.Net;
using System.Text.Json.Nodes;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;
using static ChatOps.Adapters.Cluster.Manifests.ManifestJson;

namespace ChatOps.Adapters.Cluster;

/// <summary>Effects on volume claims.</summary>
internal sealed class ClusterClaims(Effects effects) : IClaims
{
    private const string TouchedNote = "chatops.dev/looked-at";

    public Task<Deletion> DeleteAsync(
        string @namespace, string name, string uid, CancellationToken cancellationToken) =>
        effects.DeleteAsync(
            $"delete volume claims in {@namespace}",
            ObjectPath.Claim(@namespace, name),
            uid,
            grace: null,
            cancellationToken);

    public Task<bool> IsLivingAsync(
        string @namespace, string name, string uid, CancellationToken cancellationToken) =>
        effects.SendAsync(
            $"read volume claims in {@namespace}",
            async (api, stop) => await FindAsync(api, @namespace, name, uid, stop) is { Metadata.DeletionTimestamp: null },
            cancellationToken);

    public Task TouchAsync(string @namespace, string name, string uid, CancellationToken cancellationToken) =>
        effects.SendAsync(
            $"write to volume claims in {@namespace}",
            async (api, stop) =>
            {
                if (await FindAsync(api, @namespace, name, uid, stop) is not { } claim)
                {
                    return false;
                }

                await api.WriteAsync(HttpMethod.Patch, ObjectPath.Claim(@namespace, name), Touch(claim), stop);
                return true;
            },
            cancellationToken);

    public Task<bool> BindAsync(
        string @namespace, string name, VolumeReference volume, CancellationToken cancellationToken) =>
        effects.SendAsync(
            $"make volume claims in {@namespace}",
            async (api, stop) =>
            {
                var disk = await api.FindAsync(ObjectPath.Volume(volume.Name), Default.DiskManifest, stop);
                return disk?.Metadata.Uid == volume.Uid && await MakeAsync(api, @namespace, name, disk, stop);
            },
            cancellationToken);

    private static async Task<bool> MakeAsync(
        ApiServer api, string @namespace, string name, DiskManifest disk, CancellationToken stop)
    {
        try
        {
            await api.WriteAsync(HttpMethod.Post, ObjectPath.Claims(@namespace), ClaimFor(name, disk), stop);
            return true;
        }
        catch (ApiServerException e) when (e.Code is HttpStatusCode.Conflict)
        {
            // Ours from a try before this one, or somebody else's.
            var claim = await api.FindAsync(ObjectPath.Claim(@namespace, name), Default.ClaimManifest, stop);
            return claim?.Spec?.VolumeName == disk.Metadata.Name && claim.Metadata.DeletionTimestamp is null;
        }
    }

    private static async Task<ClaimManifest?> FindAsync(
        ApiServer api, string @namespace, string name, string uid, CancellationToken stop)
    {
        var claim = await api.FindAsync(ObjectPath.Claim(@namespace, name), Default.ClaimManifest, stop);
        return claim?.Metadata.Uid == uid ? claim : null;
    }

    private static JsonObject Touch(ClaimManifest claim) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["resourceVersion"] = claim.Metadata.ResourceVersion,
            ["annotations"] = new JsonObject { [TouchedNote] = claim.Metadata.Uid },
        },
    };

    private static JsonObject ClaimFor(string name, DiskManifest disk) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "PersistentVolumeClaim",
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = DiskNotes.LabelsOn(disk) },
        ["spec"] = new JsonObject
        {
            ["accessModes"] = new JsonArray([.. disk.Spec.AccessModes.Select(mode => JsonValue.Create(mode))]),
            // Said even when it is none: a claim that names no class gets the default one.
            ["storageClassName"] = disk.Spec.StorageClassName ?? "",
            ["volumeMode"] = disk.Spec.VolumeMode ?? "Filesystem",
            ["volumeName"] = disk.Metadata.Name,
            ["resources"] = new JsonObject
            {
                ["requests"] = new JsonObject { ["storage"] = disk.Spec.Capacity["storage"] },
            },
        },
    };
}
