using System.Text.Json.Nodes;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;
using static ChatOps.Adapters.Cluster.Manifests.ManifestJson;

namespace ChatOps.Adapters.Cluster;

/// <summary>Effects on persistent volumes. Each reads, decides and writes with the resourceVersion it read.</summary>
internal sealed class ClusterVolumes(Effects effects) : IVolumes
{
    private const string Retain = "Retain";

    public Task<bool> KeepAsync(VolumeReference volume, CancellationToken cancellationToken) =>
        ChangeAsync(volume, KeepingAsync, cancellationToken);

    public Task<bool> LetGoAsync(VolumeReference volume, CancellationToken cancellationToken) =>
        ChangeAsync(volume, (_, disk, _) => Task.FromResult(LettingGo(disk)), cancellationToken);

    public Task<Reservation> ReserveAsync(
        VolumeReference volume, string @namespace, string claim, string claimUid, CancellationToken cancellationToken) =>
        HandOverAsync(
            volume,
            holder => (holder is null || holder.Uid == claimUid, Waits(holder, @namespace, claim)),
            HeldBy(@namespace, claim, uid: null),
            cancellationToken);

    public Task<Reservation> ReleaseAsync(
        VolumeReference volume, string @namespace, string claim, string claimUid, CancellationToken cancellationToken) =>
        HandOverAsync(
            volume,
            holder => (Waits(holder, @namespace, claim), holder?.Uid == claimUid),
            HeldBy(@namespace, claim, claimUid),
            cancellationToken);

    /// <param name="judge">Whether the volume may be given another holder, and whether it has that one already.</param>
    private async Task<Reservation> HandOverAsync(
        VolumeReference volume,
        Func<ClaimReference?, (bool IsFree, bool IsSo)> judge,
        JsonObject holder,
        CancellationToken cancellationToken)
    {
        var isTaken = false;
        var isThere = await ChangeAsync(
            volume,
            (_, disk, _) =>
            {
                var (isFree, isSo) = judge(disk.Spec.ClaimRef);
                isTaken = !isFree && !isSo;
                return Task.FromResult(isFree && !isSo ? holder : null);
            },
            cancellationToken);
        return (isThere, isTaken) switch
        {
            (false, _) => Reservation.Gone,
            (true, true) => Reservation.Taken,
            _ => Reservation.Reserved,
        };
    }

    private static bool Waits(ClaimReference? holder, string @namespace, string claim) =>
        holder is { Uid: null or "" } && holder.Namespace == @namespace && holder.Name == claim;

    /// <param name="change">The merge patch to write, or null when the disk is as it should be.</param>
    private Task<bool> ChangeAsync(
        VolumeReference volume,
        Func<ApiServer, DiskManifest, CancellationToken, Task<JsonObject?>> change,
        CancellationToken cancellationToken) =>
        effects.SendAsync(
            "change persistent volumes",
            async (api, stop) =>
            {
                var disk = await api.FindAsync(ObjectPath.Volume(volume.Name), Default.DiskManifest, stop);
                if (disk?.Metadata.Uid != volume.Uid)
                {
                    return false;
                }

                if (await change(api, disk, stop) is { } patch)
                {
                    patch["metadata"] ??= new JsonObject();
                    patch["metadata"]!["resourceVersion"] = disk.Metadata.ResourceVersion; // set the line before
                    await api.WriteAsync(HttpMethod.Patch, ObjectPath.Volume(volume.Name), patch, stop);
                }

                return true;
            },
            cancellationToken);

    private static async Task<JsonObject?> KeepingAsync(ApiServer api, DiskManifest disk, CancellationToken stop)
    {
        if (disk.Spec.PersistentVolumeReclaimPolicy == Retain
            && disk.Metadata.Annotations?.ContainsKey(DiskNotes.Labels) is true)
        {
            return null;
        }

        var notes = new JsonObject { [DiskNotes.Labels] = DiskNotes.Write(await LabelsOfClaimAsync(api, disk, stop)) };
        if (disk.Spec.PersistentVolumeReclaimPolicy is { } policy and not Retain)
        {
            notes[DiskNotes.Policy] = policy;
        }

        return Patch(Retain, notes);
    }

    private static async Task<Dictionary<string, string>?> LabelsOfClaimAsync(
        ApiServer api, DiskManifest disk, CancellationToken stop) =>
        disk.Spec.ClaimRef is { Namespace: { } space, Name: { } name }
            && await api.FindAsync(ObjectPath.Claim(space, name), Default.ClaimManifest, stop) is { } claim
            && claim.Metadata.Uid == disk.Spec.ClaimRef.Uid
                ? claim.Metadata.Labels
                : null;

    private static JsonObject? LettingGo(DiskManifest disk) => DiskNotes.PolicyOn(disk) is { } policy
        ? Patch(policy, new JsonObject { [DiskNotes.Policy] = null, [DiskNotes.Labels] = null })
        : null;

    private static JsonObject Patch(string policy, JsonObject notes) => new()
    {
        ["metadata"] = new JsonObject { ["annotations"] = notes },
        ["spec"] = new JsonObject { ["persistentVolumeReclaimPolicy"] = policy },
    };

    // Without a UID the volume waits for a claim by the same name: somebody else's pending claim can't take it meanwhile
    // (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume).
    private static JsonObject HeldBy(string @namespace, string claim, string? uid) => new()
    {
        ["spec"] = new JsonObject
        {
            ["claimRef"] = new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "PersistentVolumeClaim",
                ["namespace"] = @namespace,
                ["name"] = claim,
                ["uid"] = uid,
                ["resourceVersion"] = null,
            },
        },
    };
}
