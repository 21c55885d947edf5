using ChatOps.Simulator.Store;
using k8s.Models;

namespace ChatOps.Simulator.Controllers.Storage;

/// <summary>
/// Makes a bound claim's volume as large as the claim asks, file system included
/// (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims).
/// </summary>
public sealed class VolumeExpander(ControllerContext context) : Controller(context)
{
    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.PersistentVolumeClaims && change.Kind != ChangeKind.Deleted)
        {
            Enqueue(change.Stored.Key);
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } claim
            || claim.Json.Text("status", "phase") != "Bound"
            || claim.Json.Text("spec", "resources", "requests", "storage") is not { } wanted
            || claim.Json.Text("status", "capacity", "storage") is not { } given
            || Bytes(wanted) <= Bytes(given)
            || !IsExpandable(claim))
        {
            return;
        }

        Store.Change(ResourceTypes.PersistentVolumes, null, claim.Json.Text("spec", "volumeName")!, json => // a bound claim has one
            json.Child("spec", "capacity")["storage"] = wanted);
        Store.Change(key.Type, key.Namespace, key.Name, json => json.Child("status", "capacity")["storage"] = wanted);
        Events.Normal(
            claim, "kubelet", "FileSystemResizeSuccessful",
            $"MountVolume.NodeExpandVolume succeeded for volume \"{claim.Json.Text("spec", "volumeName")}\"");
    }

    private bool IsExpandable(StoredObject claim) =>
        Store.Find(ResourceTypes.StorageClasses, null, claim.Json.Text("spec", "storageClassName") ?? "") is { } storageClass
        && storageClass.As<V1StorageClass>().AllowVolumeExpansion == true;

    private static decimal Bytes(string quantity) => new ResourceQuantity(quantity).ToDecimal();
}
