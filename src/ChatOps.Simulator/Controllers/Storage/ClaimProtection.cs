using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers.Storage;

/// <summary>Keeps a deleted claim as long as any pod that has a node uses it, ended pods included.</summary>
public sealed class ClaimProtection(ControllerContext context) : Controller(context)
{
    private const string Protection = "kubernetes.io/pvc-protection";

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.PersistentVolumeClaims)
        {
            if (change.Stored.IsTerminating)
            {
                Enqueue(change.Stored.Key);
            }
        }
        else if (change.Stored.Type == ResourceTypes.Pods && change.Kind == ChangeKind.Deleted)
        {
            foreach (var claim in ClaimsOf(change.Stored))
            {
                Enqueue(new(ResourceTypes.PersistentVolumeClaims, change.Stored.Namespace, claim));
            }
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is { IsTerminating: true } claim && !IsUsed(claim))
        {
            Store.Change(key.Type, key.Namespace, key.Name, json => Finalizers.Remove(json, Protection));
        }
    }

    private bool IsUsed(StoredObject claim) =>
        Store.List(ResourceTypes.Pods, claim.Namespace).Any(pod => pod.NodeName() is not null && ClaimsOf(pod).Contains(claim.Name));

    private static IEnumerable<string> ClaimsOf(StoredObject pod) =>
        from volume in pod.Json.Items("spec", "volumes")
        let claim = volume.Text("persistentVolumeClaim", "claimName")
            ?? (volume.At("ephemeral").Exists() ? $"{pod.Name}-{volume.Text("name")}" : null)
        where claim is not null
        select claim;
}
