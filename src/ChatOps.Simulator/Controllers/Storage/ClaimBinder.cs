using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s.Models;

namespace ChatOps.Simulator.Controllers.Storage;

/// <summary>
/// Gives each claim a volume: the one it names, one that was kept for it, a free one that suits, or a new one of its
/// class (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding).
/// </summary>
public sealed class ClaimBinder(ControllerContext context) : Controller(context)
{
    private const string Component = "persistentvolume-controller";
    private static readonly TimeSpan ProvisioningTime = TimeSpan.FromSeconds(2);

    // Among thousands of claims and volumes only these few can still come together.
    private readonly HashSet<ObjectKey> _unbound = [];
    private readonly SortedSet<string> _open = new(StringComparer.Ordinal);

    public override void Forget()
    {
        _unbound.Clear();
        _open.Clear();
    }

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.PersistentVolumeClaims)
        {
            ObserveClaim(change);
        }
        else if (change.Stored.Type == ResourceTypes.PersistentVolumes)
        {
            ObserveVolume(change);
        }
        else if (change.Stored.Type == ResourceTypes.StorageClasses)
        {
            EnqueueUnbound();
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { IsTerminating: false } stored)
        {
            return;
        }

        var claim = stored.As<V1PersistentVolumeClaim>();
        if (!string.IsNullOrEmpty(claim.Spec.VolumeName))
        {
            BindNamed(stored, claim.Spec.VolumeName);
        }
        else if (FindVolume(claim) is { } volume)
        {
            Bind(stored, volume);
        }
        else
        {
            ProvisionOrWait(stored, claim);
        }
    }

    private void ObserveClaim(StoreChange change)
    {
        var claim = change.Stored;
        if (change.Kind == ChangeKind.Deleted || IsBound(claim))
        {
            _unbound.Remove(claim.Key);
        }
        else
        {
            _unbound.Add(claim.Key);
        }

        Enqueue(claim.Key);
    }

    private void ObserveVolume(StoreChange change)
    {
        var volume = change.Stored;
        if (change.Kind == ChangeKind.Deleted || IsBound(volume))
        {
            _open.Remove(volume.Name);
        }
        else
        {
            _open.Add(volume.Name);
            EnqueueUnbound();
        }

        if (volume.Json.Text("spec", "claimRef", "name") is { } claim)
        {
            Enqueue(new(ResourceTypes.PersistentVolumeClaims, volume.Json.Text("spec", "claimRef", "namespace"), claim));
        }
    }

    private void EnqueueUnbound()
    {
        foreach (var claim in _unbound)
        {
            Enqueue(claim);
        }
    }

    private static bool IsBound(StoredObject stored) => stored.Json.Text("status", "phase") == "Bound";

    private void BindNamed(StoredObject claim, string name)
    {
        if (Store.Find(ResourceTypes.PersistentVolumes, null, name) is not { } volume)
        {
            var lost = claim.Annotation(VolumeBinding.Completed) is not null;
            SetPhase(claim, lost ? "Lost" : "Pending");
        }
        else if (VolumeBinding.IsFor(volume, claim) || (VolumeBinding.IsFree(volume) && !volume.IsTerminating))
        {
            Bind(claim, volume);
        }
        else
        {
            SetPhase(claim, "Pending");
        }
    }

    private StoredObject? FindVolume(V1PersistentVolumeClaim claim)
    {
        var volumes = _open.Select(name => Store.Find(ResourceTypes.PersistentVolumes, null, name)).OfType<StoredObject>().ToList();
        return volumes.FirstOrDefault(volume => VolumeBinding.IsKeptFor(volume, claim))
            ?? volumes.Where(volume => VolumeBinding.IsFree(volume) && MayBindNow(claim))
                .Where(volume => VolumeMatch.Suits(volume.As<V1PersistentVolume>(), claim))
                .MinBy(volume => volume.As<V1PersistentVolume>().Spec.Capacity["storage"].ToDecimal());
    }

    /// <summary>A class that waits for a pod lets the scheduler choose the node first.</summary>
    private bool MayBindNow(V1PersistentVolumeClaim claim) =>
        ClassOf(claim)?.VolumeBindingMode != "WaitForFirstConsumer" || SelectedNode(claim) is not null;

    private void Bind(StoredObject claim, StoredObject volume)
    {
        volume = Store.Change(volume.Type, null, volume.Name, json => VolumeBinding.WriteVolume(json, claim));
        Store.Change(claim.Type, claim.Namespace, claim.Name, json => VolumeBinding.WriteClaim(json, volume));
    }

    private void ProvisionOrWait(StoredObject stored, V1PersistentVolumeClaim claim)
    {
        SetPhase(stored, "Pending");
        if (ClassOf(claim) is not { } storageClass)
        {
            ReportUnbindable(stored, claim);
        }
        else if (storageClass.Provisioner == "kubernetes.io/no-provisioner")
        {
            Events.Normal(stored, Component, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
        }
        else if (!MayBindNow(claim))
        {
            Events.Normal(stored, Component, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
        }
        else if (Now < stored.CreatedAt() + Pace.Hurry(ProvisioningTime))
        {
            EnqueueAfter(stored.Key, Pace.Hurry(ProvisioningTime));
        }
        else
        {
            Provision(stored, claim, storageClass);
        }
    }

    private void ReportUnbindable(StoredObject stored, V1PersistentVolumeClaim claim)
    {
        if (string.IsNullOrEmpty(claim.Spec.StorageClassName))
        {
            Events.Normal(
                stored, Component, "FailedBinding",
                "no persistent volumes available for this claim and no storage class is set");
        }
        else
        {
            Events.Warning(
                stored, Component, "ProvisioningFailed",
                $"storageclass.storage.k8s.io \"{claim.Spec.StorageClassName}\" not found");
        }
    }

    private void Provision(StoredObject stored, V1PersistentVolumeClaim claim, V1StorageClass storageClass)
    {
        var node = SelectedNode(claim) is { } name ? Store.Find(ResourceTypes.Nodes, null, name) : null;
        var volume = Store.Create(ResourceTypes.PersistentVolumes, VolumeBinding.NewVolume(stored, storageClass, node));
        Events.Normal(
            stored, Component, "ProvisioningSucceeded",
            $"Successfully provisioned volume {volume.Name} using {storageClass.Provisioner}");
        Bind(stored, volume);
    }

    private void SetPhase(StoredObject claim, string phase) =>
        Store.Change(claim.Type, claim.Namespace, claim.Name, json => json.Child("status")["phase"] = phase);

    private V1StorageClass? ClassOf(V1PersistentVolumeClaim claim) =>
        claim.Spec.StorageClassName is { Length: > 0 } name
            ? Store.Find(ResourceTypes.StorageClasses, null, name)?.As<V1StorageClass>()
            : null;

    private static string? SelectedNode(V1PersistentVolumeClaim claim) =>
        claim.Metadata.Annotations is { } annotations && annotations.TryGetValue(VolumeBinding.SelectedNode, out var node)
            ? node
            : null;
}
