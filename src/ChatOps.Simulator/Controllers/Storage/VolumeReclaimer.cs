using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers.Storage;

/// <summary>Lets a volume go, or keeps it as Released, when its claim is gone; holds a volume in use that is deleted.</summary>
public sealed class VolumeReclaimer(ControllerContext context) : Controller(context)
{
    private const string Protection = "kubernetes.io/pv-protection";
    private const string Component = "persistentvolume-controller";

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.PersistentVolumes)
        {
            Enqueue(change.Stored.Key);
        }
        else if (change.Stored.Type == ResourceTypes.PersistentVolumeClaims && change.Kind == ChangeKind.Deleted
            && change.Stored.Json.Text("spec", "volumeName") is { Length: > 0 } volume)
        {
            Enqueue(new(ResourceTypes.PersistentVolumes, null, volume));
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } volume)
        {
            return;
        }

        var claimed = volume.Json.At("spec", "claimRef").Exists();
        if (!claimed)
        {
            SetPhase(volume, "Available");
        }
        else if (WasBound(volume) && !ClaimExists(volume))
        {
            Release(volume);
        }

        ReleaseProtection(key);
    }

    private static bool WasBound(StoredObject volume) => volume.Json.Text("spec", "claimRef", "uid") is { Length: > 0 };

    private bool ClaimExists(StoredObject volume)
    {
        var reference = volume.Json.At("spec", "claimRef");
        return Store.Find(ResourceTypes.PersistentVolumeClaims, reference.Text("namespace"), reference.Text("name") ?? "")?.Uid
            == reference.Text("uid");
    }

    private void Release(StoredObject volume)
    {
        volume = SetPhase(volume, "Released");
        if (volume.Json.Text("spec", "persistentVolumeReclaimPolicy") == "Delete" && !volume.IsTerminating)
        {
            Store.Delete(volume.Type, null, volume.Name, new() { Uid = volume.Uid });
            Events.Normal(volume, Component, "VolumeDelete", $"Deleted the disk of volume {volume.Name}");
        }
    }

    private void ReleaseProtection(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is { IsTerminating: true } volume
            && volume.Json.Text("status", "phase") != "Bound")
        {
            Store.Change(key.Type, null, key.Name, json => Finalizers.Remove(json, Protection));
        }
    }

    private StoredObject SetPhase(StoredObject volume, string phase) =>
        Store.Change(volume.Type, null, volume.Name, json => json.Child("status")["phase"] = phase);
}
