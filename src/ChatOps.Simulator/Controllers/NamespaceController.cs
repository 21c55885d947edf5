using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>Empties a namespace that is being deleted, then lets it go.</summary>
public sealed class NamespaceController(ControllerContext context) : Controller(context)
{
    private const string Finalizer = "kubernetes";

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.Namespaces)
        {
            Enqueue(change.Stored.Key);
        }
        else if (change.Kind == ChangeKind.Deleted && change.Stored.Namespace is { } ns
            && Store.Find(ResourceTypes.Namespaces, null, ns) is { IsTerminating: true } emptied)
        {
            Enqueue(emptied.Key);
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } ns)
        {
            return;
        }

        if (!ns.IsTerminating)
        {
            Store.Change(key.Type, null, key.Name, json => json.Child("status").Default("phase", "Active"));
            return;
        }

        var content = ResourceTypes.All.Where(type => type.Namespaced && !type.Virtual)
            .SelectMany(type => Store.List(type, key.Name)).ToList();
        foreach (var stored in content.Where(each => !each.IsTerminating))
        {
            Store.Delete(stored.Type, stored.Namespace, stored.Name, new() { Uid = stored.Uid });
        }

        if (content.TrueForAll(each => Store.Find(each.Type, each.Namespace, each.Name) is null))
        {
            Release(key);
        }
    }

    private void Release(ObjectKey key) => Store.Change(key.Type, null, key.Name, json =>
    {
        var finalizers = json.Child("spec").ChildArray("finalizers");
        foreach (var each in finalizers.Where(each => (string?)each == Finalizer).ToList())
        {
            finalizers.Remove(each);
        }
    });
}
