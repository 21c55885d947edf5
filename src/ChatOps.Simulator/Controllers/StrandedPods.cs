using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>
/// Removes the pods of a node that is deleted, after a while in which it may come back: nobody is left to end them, and
/// their names must become free (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection).
/// </summary>
public sealed class StrandedPods(ControllerContext context) : Controller(context)
{
    private static readonly TimeSpan Quarantine = TimeSpan.FromSeconds(40);

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.Nodes && change.Kind == ChangeKind.Deleted)
        {
            EnqueueAfter(change.Stored.Key, Pace.Hurry(Quarantine));
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not null)
        {
            return;
        }

        foreach (var pod in Store.List(ResourceTypes.Pods).Where(pod => pod.NodeName() == key.Name))
        {
            Store.Delete(pod.Type, pod.Namespace, pod.Name, DeleteRequest.Now with { Uid = pod.Uid });
        }
    }
}
