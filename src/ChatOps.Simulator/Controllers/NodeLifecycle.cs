using System.Text.Json.Nodes;
using ChatOps.Simulator.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>
/// Taints nodes that are cordoned or lost, and after their tolerated time ends the pods of a lost one
/// (https://kubernetes.io/docs/concepts/architecture/nodes/#node-controller).
/// </summary>
public sealed class NodeLifecycle(ControllerContext context) : Controller(context)
{
    private const string Cordon = "node.kubernetes.io/unschedulable";
    private const string Unreachable = "node.kubernetes.io/unreachable";
    private static readonly TimeSpan Monitoring = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(300);

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.Nodes && change.Kind != ChangeKind.Deleted)
        {
            Enqueue(change.Stored.Key);
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } node)
        {
            return;
        }

        var silent = IsSilent(node);
        Store.Change(key.Type, null, key.Name, json =>
        {
            SetTaint(json, Cordon, "NoSchedule", json.At("spec", "unschedulable")?.GetValueKind() == System.Text.Json.JsonValueKind.True);
            SetTaint(json, Unreachable, "NoSchedule", silent);
            SetTaint(json, Unreachable, "NoExecute", silent);
            if (silent)
            {
                json.Child("status").SetCondition(
                    "Ready", "Unknown", Now, "NodeStatusUnknown", "Kubelet stopped posting node status.");
            }
        });
        if (silent)
        {
            GiveUp(node);
        }
        else if (NodeHealth.IsLost(node))
        {
            EnqueueAfter(key, Pace.Hurry(Monitoring));
        }
    }

    /// <summary>Whether the node hasn't renewed its lease for so long that it counts as lost.</summary>
    private bool IsSilent(StoredObject node) =>
        NodeHealth.IsLost(node)
        && Timestamps.Read(Store.Find(ResourceTypes.Leases, NodeHeartbeat.LeaseNamespace, node.Name)?.Json.Text("spec", "renewTime"))
            is var renewed && (renewed is null || Now - renewed >= Pace.Hurry(Monitoring));

    private void GiveUp(StoredObject node)
    {
        var since = Timestamps.Read(Store.Get(node.Type, null, node.Name).Condition("Ready")?.Text("lastTransitionTime")) ?? Now;
        var left = since + Pace.Hurry(Tolerated) - Now;
        foreach (var pod in Store.List(ResourceTypes.Pods).Where(pod => pod.NodeName() == node.Name && !pod.IsTerminating))
        {
            if (left > TimeSpan.Zero)
            {
                MarkNotReady(pod);
            }
            else
            {
                Store.Delete(pod.Type, pod.Namespace, pod.Name, new() { Uid = pod.Uid });
                Events.Normal(pod, "taint-eviction-controller", "TaintManagerEviction", $"Marking for deletion Pod {pod.Namespace}/{pod.Name}");
            }
        }

        if (left > TimeSpan.Zero)
        {
            EnqueueAfter(node.Key, left);
        }
    }

    private void MarkNotReady(StoredObject pod) =>
        Store.Change(pod.Type, pod.Namespace, pod.Name, json =>
            json.Child("status").SetCondition("Ready", value: false, Now, "NodeNotReady"));

    private static void SetTaint(JsonObject node, string key, string effect, bool wanted)
    {
        var taints = node.Child("spec").ChildArray("taints");
        var existing = taints.FirstOrDefault(each => (string?)each?["key"] == key && (string?)each["effect"] == effect);
        if (wanted && existing is null)
        {
            taints.Add(new JsonObject { ["key"] = key, ["effect"] = effect });
        }
        else if (!wanted && existing is not null)
        {
            taints.Remove(existing);
        }

        if (taints.Count == 0)
        {
            node.Child("spec").Remove("taints");
        }
    }
}
