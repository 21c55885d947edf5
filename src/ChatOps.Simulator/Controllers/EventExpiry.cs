using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>Removes events an hour after they last happened, as an API server does by default.</summary>
public sealed class EventExpiry(ControllerContext context) : Controller(context)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.Events && change.Kind == ChangeKind.Added)
        {
            EnqueueAfter(change.Stored.Key, Lifetime);
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } found)
        {
            return;
        }

        var last = Timestamps.Read(found.Json.Text("lastTimestamp") ?? found.Json.Text("metadata", "creationTimestamp"));
        var left = (last ?? Now) + Lifetime - Now;
        if (left > TimeSpan.Zero)
        {
            EnqueueAfter(key, left);
        }
        else
        {
            Store.Delete(key.Type, key.Namespace, key.Name);
        }
    }
}
