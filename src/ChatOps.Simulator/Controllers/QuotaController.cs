using System.Text.Json.Nodes;
using ChatOps.Simulator.Admission;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>Keeps the used amounts of each quota's status true.</summary>
public sealed class QuotaController(ControllerContext context) : Controller(context)
{
    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.ResourceQuotas)
        {
            Enqueue(change.Stored.Key);
        }

        if (change.Stored.Namespace is { } ns && MayCount(change))
        {
            foreach (var quota in Store.List(ResourceTypes.ResourceQuotas, ns))
            {
                Enqueue(quota.Key);
            }
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } quota)
        {
            return;
        }

        var used = QuotaLedger.Used(Store.Snapshot, quota);
        Store.Change(key.Type, key.Namespace, key.Name, json =>
        {
            var status = json.Child("status");
            status["hard"] = json.At("spec", "hard")?.DeepClone();
            status["used"] = ToJson(used);
        });
    }

    /// <summary>Objects count when they come and go; of a living one only a pod that ends stops counting.</summary>
    private static bool MayCount(StoreChange change) =>
        change.Stored.Type != ResourceTypes.Events
        && (change.Kind != ChangeKind.Modified
            || (change.Stored.Type == ResourceTypes.Pods && change.Stored.HasEnded() != change.Previous?.HasEnded())
            || change.Stored.Type == ResourceTypes.PersistentVolumeClaims);

    private static JsonObject ToJson(ResourceAmounts amounts)
    {
        var json = new JsonObject();
        foreach (var name in amounts.Names)
        {
            json[name] = amounts.Find(name).ToString();
        }

        return json;
    }
}
