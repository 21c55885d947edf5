using System.Text.Json.Nodes;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Nodes.Faults;
using ChatOps.Simulator.Nodes.Logs;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes;

/// <summary>
/// The kubelets of all nodes: they start, restart and end the containers of the pods given to them. An idle pod waits
/// for nothing and costs nothing.
/// </summary>
internal sealed class NodeAgents(ControllerContext context, PodFaults faults, FailedRuns failedRuns) : Controller(context)
{
    private readonly Dictionary<ObjectKey, PodRun> _runs = [];
    private readonly PodEvents _events = new(context.Events);
    private int _addresses;

    public override void Forget() => _runs.Clear();

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.Nodes && change.Previous is { } previous
            && NodeHealth.IsLost(previous) && !NodeHealth.IsLost(change.Stored))
        {
            EnqueuePodsOf(change.Stored);
        }
        else if (change.Stored.Type == ResourceTypes.PersistentVolumes && HasOtherData(change))
        {
            EnqueuePodsOn(change.Stored);
        }
        else if (change.Stored.Type == ResourceTypes.Pods)
        {
            ObservePod(change);
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } pod
            || pod.NodeName() is not { } nodeName
            || Store.Find(ResourceTypes.Nodes, null, nodeName) is not { } node
            || NodeHealth.IsLost(node))
        {
            return;
        }

        var run = RunOf(pod);
        var next = run.Advance(pod, faults.FailureOf(pod), Now);
        Report(pod, node, run);
        if (run.HasEnded)
        {
            // The pod's name is free only now that nothing of it runs any more.
            Store.Delete(key.Type, key.Namespace, key.Name, DeleteRequest.Now with { Uid = pod.Uid });
        }
        else if (next is { } due)
        {
            EnqueueAfter(key, due - Now);
        }
    }

    private void ObservePod(StoreChange change)
    {
        if (change.Kind == ChangeKind.Deleted)
        {
            _runs.Remove(change.Stored.Key);
            failedRuns.Forget(change.Stored);
        }
        else if (change.Stored.NodeName() is not null)
        {
            Enqueue(change.Stored.Key);
        }
    }

    private PodRun RunOf(StoredObject pod)
    {
        if (!_runs.TryGetValue(pod.Key, out var run) || run.Uid != pod.Uid)
        {
            _runs[pod.Key] = run = new(pod, Pace, _events, failedRuns, Now);
        }

        return run;
    }

    private void Report(StoredObject pod, StoredObject node, PodRun run)
    {
        var host = node.Json.Items("status", "addresses")
            .FirstOrDefault(address => address.Text("type") == "InternalIP").Text("address") ?? "127.0.0.1";
        var address = pod.Json.Text("status", "podIP") ?? NextAddress();
        Store.Change(pod.Type, pod.Namespace, pod.Name, json =>
        {
            PodStatus.Write(json, run, host, address, Now);
            NoteIfStuck(json, pod);
        });
        if (Fault.Of(pod).Kind == FaultKind.NeverReady && run.Containers.FirstOrDefault(each => each is { IsInit: false, IsRunning: true }) is { } unready)
        {
            _events.NotReady(pod, unready);
        }
    }

    /// <summary>Only its log shows it: it runs, and answers its probes.</summary>
    private void NoteIfStuck(JsonObject json, StoredObject pod)
    {
        if (Fault.Of(pod).Kind == FaultKind.Stuck)
        {
            json.Child("metadata", "annotations").Default(ContainerLog.StuckSinceAnnotation, Timestamps.Write(Now));
        }
    }

    private string NextAddress()
    {
        _addresses++;
        return $"10.36.{_addresses / 250 % 250}.{(_addresses % 250) + 2}";
    }

    private static bool HasOtherData(StoreChange change) => change.Previous is { } previous
        && (Fault.Of(previous) != Fault.Of(change.Stored) || VolumeFaults.CapacityOf(previous) != VolumeFaults.CapacityOf(change.Stored));

    private void EnqueuePodsOn(StoredObject volume)
    {
        var claim = volume.Json.Text("spec", "claimRef", "name");
        foreach (var pod in Store.List(ResourceTypes.Pods, volume.Json.Text("spec", "claimRef", "namespace"))
            .Where(pod => PodDisk.Of(Store, pod).Any(disk => disk.Claim.Name == claim)))
        {
            Enqueue(pod.Key);
        }
    }

    private void EnqueuePodsOf(StoredObject node)
    {
        foreach (var pod in Store.List(ResourceTypes.Pods).Where(pod => pod.NodeName() == node.Name))
        {
            Enqueue(pod.Key);
        }
    }
}
