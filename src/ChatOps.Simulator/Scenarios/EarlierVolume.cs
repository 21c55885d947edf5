using ChatOps.Simulator.Controllers.Storage;
using ChatOps.Simulator.Store;
using k8s.Models;

namespace ChatOps.Simulator.Scenarios;

/// <summary>The volume of a claim that has had one since before the start: it is as old as the claim, and bound to it.</summary>
internal static class EarlierVolume
{
    public static void Bind(ClusterStore store, StoredObject claim)
    {
        if (claim.Json.Text("spec", "volumeName") is not { Length: > 0 } name
            || store.Find(ResourceTypes.PersistentVolumes, null, name) is not null
            || store.Find(ResourceTypes.StorageClasses, null, claim.Json.Text("spec", "storageClassName") ?? "") is not { } storageClass)
        {
            return;
        }

        var json = VolumeBinding.NewVolume(claim, storageClass.As<V1StorageClass>(), node: null);
        json.Child("metadata")["name"] = name;
        json.Child("metadata")["creationTimestamp"] = claim.Json.Text("metadata", "creationTimestamp");
        VolumeBinding.WriteVolume(json, claim);
        var volume = store.Create(ResourceTypes.PersistentVolumes, json, new() { Restored = true });
        store.Change(claim.Type, claim.Namespace, claim.Name, each => VolumeBinding.WriteClaim(each, volume));
    }
}
