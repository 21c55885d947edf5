using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>
/// Removes what nobody owns any more, and carries out foreground and orphaning deletions
/// (https://kubernetes.io/docs/concepts/architecture/garbage-collection/).
/// </summary>
public sealed class GarbageCollector(ControllerContext context) : Controller(context)
{
    private const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";

    public override void Observe(StoreChange change)
    {
        var stored = change.Stored;
        if (change.Kind == ChangeKind.Deleted)
        {
            foreach (var dependent in Store.Snapshot.DependentsOf(stored.Uid))
            {
                Enqueue(dependent.Key);
            }

            EnqueueOwners(stored);
        }
        else if (stored.IsTerminating || (change.Kind == ChangeKind.Added && stored.OwnerUids.Any()))
        {
            Enqueue(stored.Key);
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } stored)
        {
            return;
        }

        if (stored.IsTerminating)
        {
            Finish(stored);
        }
        else if (stored.OwnerUids.Any() && !stored.Json.Items("metadata", "ownerReferences").Any(owner => Exists(stored, owner)))
        {
            Store.Delete(key.Type, key.Namespace, key.Name, new() { Uid = stored.Uid });
        }
    }

    private void Finish(StoredObject owner)
    {
        var dependents = Store.Snapshot.DependentsOf(owner.Uid);
        if (Finalizers.Has(owner, Orphan))
        {
            foreach (var dependent in dependents)
            {
                Release(dependent, owner.Uid);
            }

            Unhold(owner, Orphan);
        }
        else if (Finalizers.Has(owner, Foreground))
        {
            foreach (var dependent in dependents.Where(each => !each.IsTerminating))
            {
                Store.Delete(dependent.Type, dependent.Namespace, dependent.Name, new()
                {
                    Uid = dependent.Uid,
                    Propagation = Propagation.Foreground,
                });
            }

            if (dependents.Count == 0)
            {
                Unhold(owner, Foreground);
            }
        }
    }

    /// <summary>The owner is looked at again when the last of its dependents has gone.</summary>
    private void EnqueueOwners(StoredObject dependent)
    {
        foreach (var owner in dependent.Json.Items("metadata", "ownerReferences"))
        {
            if (FindOwner(dependent, owner) is { IsTerminating: true } found)
            {
                Enqueue(found.Key);
            }
        }
    }

    private bool Exists(StoredObject dependent, JsonElement owner) =>
        // An owner of a kind that isn't served here can't be judged: leave its dependents alone.
        TypeOf(owner) is null || FindOwner(dependent, owner) is not null;

    private StoredObject? FindOwner(StoredObject dependent, JsonElement owner) =>
        TypeOf(owner) is { } type && owner.Text("name") is { } name
        && Store.Find(type, type.Namespaced ? dependent.Namespace : null, name) is { } found && found.Uid == owner.Text("uid")
            ? found
            : null;

    private static ResourceType? TypeOf(JsonElement owner) =>
        ResourceTypes.All.FirstOrDefault(type => type.ApiVersion == owner.Text("apiVersion") && type.Kind == owner.Text("kind"));

    private void Release(StoredObject dependent, string owner) =>
        Store.Change(dependent.Type, dependent.Namespace, dependent.Name, json =>
        {
            var references = json.Child("metadata").ChildArray("ownerReferences");
            foreach (var reference in references.Where(each => (string?)each?["uid"] == owner).ToList())
            {
                references.Remove(reference);
            }
        });

    private void Unhold(StoredObject owner, string finalizer) =>
        Store.Change(owner.Type, owner.Namespace, owner.Name, json => Finalizers.Remove(json, finalizer));
}
