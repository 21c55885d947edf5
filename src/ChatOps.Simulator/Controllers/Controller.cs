using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>What all controllers work with.</summary>
public sealed record ControllerContext(
    ClusterStore Store, TimeProvider Time, Pace Pace, Agenda Agenda, EventRecorder Events);

/// <summary>
/// Brings one kind of object closer to what is wanted. It sees every change of the store, notes which objects to look
/// at, and reconciles them one by one, on the control loop's thread.
/// </summary>
public abstract class Controller(ControllerContext context)
{
    protected ClusterStore Store => context.Store;

    protected EventRecorder Events => context.Events;

    protected Pace Pace => context.Pace;

    protected DateTimeOffset Now => context.Time.GetUtcNow();

    /// <summary>Notes what a change makes worth looking at; quick, and writes nothing.</summary>
    public abstract void Observe(StoreChange change);

    /// <summary>Looks at one object and acts. Whether it still exists is for the controller to find out.</summary>
    /// <exception cref="ApiException">The store refused something; the item comes back after a while.</exception>
    public abstract void Reconcile(ObjectKey key);

    /// <summary>Forgets what it learnt from changes: all objects are about to be shown again.</summary>
    public virtual void Forget()
    {
    }

    protected void Enqueue(ObjectKey key) => context.Agenda.Add(new(this, key));

    protected void EnqueueAfter(ObjectKey key, TimeSpan delay) => context.Agenda.AddAfter(new(this, key), delay);

    /// <summary>Notes the controller of the given kind that owns the changed object, now or before.</summary>
    protected void EnqueueOwner(StoreChange change, ResourceType ownerType)
    {
        EnqueueOwner(change.Stored, ownerType);
        if (change.Previous is { } previous)
        {
            EnqueueOwner(previous, ownerType);
        }
    }

    private void EnqueueOwner(StoredObject stored, ResourceType ownerType)
    {
        if (stored.ControllerRef() is { } owner && owner.Text("kind") == ownerType.Kind && owner.Text("name") is { } name)
        {
            Enqueue(new(ownerType, stored.Namespace, name));
        }
    }
}
