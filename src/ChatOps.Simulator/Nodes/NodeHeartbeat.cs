using System.Text.Json.Nodes;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes;

/// <summary>Renews each node's lease every 10 s, and reports its conditions, as long as the node isn't lost.</summary>
public sealed class NodeHeartbeat(ControllerContext context) : Controller(context)
{
    public const string LeaseNamespace = "kube-node-lease";

    private const int LeaseSeconds = 40;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private static readonly (string Type, bool Good, string Reason, string Message)[] Reported =
    [
        ("MemoryPressure", false, "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
        ("DiskPressure", false, "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
        ("PIDPressure", false, "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
        ("Ready", true, "KubeletReady", "kubelet is posting ready status"),
    ];

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.Nodes && change.Kind != ChangeKind.Deleted)
        {
            Enqueue(change.Stored.Key);
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } node || NodeHealth.IsLost(node))
        {
            return;
        }

        if (Store.Find(ResourceTypes.Leases, LeaseNamespace, key.Name)?.CreatedAt() is null)
        {
            Store.Create(ResourceTypes.Leases, NewLease(node));
        }

        Store.Change(ResourceTypes.Leases, LeaseNamespace, key.Name, Renew);
        Store.Change(key.Type, null, key.Name, Report);
        EnqueueAfter(key, Interval);
    }

    private void Renew(JsonObject lease)
    {
        var last = Timestamps.Read(lease.Text("spec", "renewTime"));
        if (last is null || Now - last >= Interval)
        {
            lease.Child("spec")["renewTime"] = Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");
        }
    }

    private void Report(JsonObject node)
    {
        var status = node.Child("status");
        foreach (var (type, good, reason, message) in Reported)
        {
            var condition = status.FindCondition(type);
            status.SetCondition(type, good, Now, reason, message);
            if (condition is null)
            {
                status.FindCondition(type)!["lastHeartbeatTime"] = Timestamps.Write(Now);
            }
        }
    }

    private static JsonObject NewLease(StoredObject node) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = node.Name, ["namespace"] = LeaseNamespace },
        ["spec"] = new JsonObject { ["holderIdentity"] = node.Name, ["leaseDurationSeconds"] = LeaseSeconds },
    };
}
