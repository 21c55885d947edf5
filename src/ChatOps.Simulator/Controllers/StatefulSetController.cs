using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>
/// Keeps pods with fixed names and claims of their own, one after the other unless the set asks for parallel handling
/// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/).
/// </summary>
public sealed class StatefulSetController(ControllerContext context) : Controller(context)
{
    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.StatefulSets)
        {
            Enqueue(change.Stored.Key);
        }
        else if (change.Stored.Type == ResourceTypes.Pods)
        {
            EnqueueOwner(change, ResourceTypes.StatefulSets);
        }
        else if (change.Stored.Type == ResourceTypes.PersistentVolumeClaims && change.Kind == ChangeKind.Deleted)
        {
            EnqueueUsersOf(change.Stored);
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } stored)
        {
            return;
        }

        var revisions = StatefulRevisions.Of(Store, stored);
        var set = StatefulSetView.Of(Store, stored, revisions, Now);
        try
        {
            if (!stored.IsTerminating)
            {
                new StatefulSetStep(Store, Events, set).Run();
            }
        }
        finally
        {
            WriteStatus(key, revisions);
        }
    }

    private void WriteStatus(ObjectKey key, StatefulRevisions revisions)
    {
        var set = StatefulSetView.Of(Store, Store.Get(key.Type, key.Namespace, key.Name), revisions, Now);
        Store.Change(key.Type, key.Namespace, key.Name, set.WriteStatus);
        if (set.NextAvailable is { } next)
        {
            EnqueueAfter(key, next);
        }
    }

    /// <summary>A set may wait for exactly this claim to be gone before it makes a pod.</summary>
    private void EnqueueUsersOf(StoredObject claim)
    {
        foreach (var set in Store.List(ResourceTypes.StatefulSets, claim.Namespace))
        {
            if (claim.Name.Contains($"-{set.Name}-"))
            {
                Enqueue(set.Key);
            }
        }
    }
}
