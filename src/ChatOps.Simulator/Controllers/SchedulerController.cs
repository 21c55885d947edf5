using ChatOps.Simulator.Controllers.Storage;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s;
using k8s.Models;

namespace ChatOps.Simulator.Controllers;

/// <summary>Gives pods their nodes. A pod that fits nowhere says why, and is tried again when something changes.</summary>
public sealed class SchedulerController(ControllerContext context) : Controller(context)
{
    private const string Component = "default-scheduler";
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);

    private readonly ClusterCache _cache = new(context.Store);

    // Pods that found no node, with the number of attempts so far.
    private readonly Dictionary<ObjectKey, int> _waiting = [];

    public override void Forget()
    {
        _cache.Clear();
        _waiting.Clear();
    }

    public override void Observe(StoreChange change)
    {
        var type = change.Stored.Type;
        if (type == ResourceTypes.Pods)
        {
            ObservePod(change);
        }
        else if (type == ResourceTypes.Nodes)
        {
            if (_cache.ObserveNode(change))
            {
                RetryWaiting();
            }
        }
        else if (type == ResourceTypes.PersistentVolumeClaims || type == ResourceTypes.PersistentVolumes
            || type == ResourceTypes.StorageClasses)
        {
            RetryWaiting();
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } stored || !NeedsNode(stored))
        {
            _waiting.Remove(key);
            return;
        }

        var pod = KubernetesJson.Deserialize<V1Pod>(stored.Json);
        if (IsGated(stored, pod) || IsProvisioning(pod))
        {
            return;
        }

        var verdict = new PodFit(pod, _cache.View).CheckAll();
        if (NodeChoice.Best(pod, verdict) is { } node)
        {
            Place(stored, pod, node);
        }
        else
        {
            Refuse(stored, verdict);
        }
    }

    private void ObservePod(StoreChange change)
    {
        var pod = change.Stored;
        var freed = _cache.ObservePod(change);
        if (change.Kind != ChangeKind.Deleted && NeedsNode(pod) && !_waiting.ContainsKey(pod.Key))
        {
            Enqueue(pod.Key);
        }

        if (change.Kind == ChangeKind.Deleted)
        {
            _waiting.Remove(pod.Key);
        }

        if (freed)
        {
            RetryWaiting();
        }
    }

    private static bool NeedsNode(StoredObject pod) =>
        pod.NodeName() is null && !pod.IsTerminating && !pod.HasEnded()
        && pod.Json.Text("spec", "schedulerName") is null or "" or Component;

    /// <summary>Something that may have been in the way changed: every waiting pod is due again, after its back-off.</summary>
    private void RetryWaiting()
    {
        foreach (var (key, attempts) in _waiting)
        {
            var delay = FirstRetry * Math.Pow(2, attempts - 1);
            EnqueueAfter(key, Pace.Hurry(delay < LongestRetry ? delay : LongestRetry));
        }
    }

    private bool IsGated(StoredObject stored, V1Pod pod)
    {
        if (pod.Spec.SchedulingGates is not { Count: > 0 })
        {
            return false;
        }

        Store.Change(stored.Type, stored.Namespace, stored.Name, json => json.Child("status").SetCondition(
            "PodScheduled", value: false, Now, "SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates"));
        return true;
    }

    /// <summary>Its node is chosen, and a volume is being made there; the claim's binding brings the pod back.</summary>
    private bool IsProvisioning(V1Pod pod)
    {
        var provisioning = PlacedPod.ClaimsOf(pod)
            .Select(name => Store.Find(ResourceTypes.PersistentVolumeClaims, pod.Metadata.NamespaceProperty, name))
            .Any(claim => claim?.Annotation(VolumeBinding.SelectedNode) is not null && claim.Json.Text("status", "phase") == "Pending");
        if (provisioning)
        {
            _waiting.TryAdd(new(ResourceTypes.Pods, pod.Metadata.NamespaceProperty, pod.Metadata.Name), 1);
        }

        return provisioning;
    }

    private void Place(StoredObject stored, V1Pod pod, NodeState node)
    {
        if (SelectNodeForClaims(pod, node))
        {
            _waiting.TryAdd(stored.Key, 1);
            return;
        }

        _waiting.Remove(stored.Key);
        stored = Store.Change(stored.Type, stored.Namespace, stored.Name, json =>
        {
            json.Child("spec")["nodeName"] = node.Name;
            json.Child("status").SetCondition("PodScheduled", value: true, Now);
        });
        Events.Normal(
            stored, Component, "Scheduled", $"Successfully assigned {stored.Namespace}/{stored.Name} to {node.Name}");
    }

    /// <returns>Whether claims waited for the choice and now get their volumes, so that the pod has to wait for them.</returns>
    private bool SelectNodeForClaims(V1Pod pod, NodeState node)
    {
        var any = false;
        foreach (var name in PlacedPod.ClaimsOf(pod))
        {
            var claim = Store.Get(ResourceTypes.PersistentVolumeClaims, pod.Metadata.NamespaceProperty, name);
            if (claim.Json.Text("status", "phase") != "Bound")
            {
                any = true;
                Store.Change(claim.Type, claim.Namespace, claim.Name, json =>
                    json.Child("metadata", "annotations")[VolumeBinding.SelectedNode] = node.Name);
            }
        }

        return any;
    }

    private void Refuse(StoredObject stored, FitVerdict verdict)
    {
        _waiting[stored.Key] = _waiting.GetValueOrDefault(stored.Key) + 1;
        var why = verdict.Explain();
        Store.Change(stored.Type, stored.Namespace, stored.Name, json =>
            json.Child("status").SetCondition("PodScheduled", value: false, Now, "Unschedulable", why));
        Events.Warning(stored, Component, "FailedScheduling", why);
    }
}
