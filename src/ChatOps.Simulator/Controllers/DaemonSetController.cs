using System.Text.Json.Nodes;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s;
using k8s.Models;

namespace ChatOps.Simulator.Controllers;

/// <summary>Keeps one pod on each node whose taints, labels and name allow it. A new template replaces one pod at a time.</summary>
public sealed class DaemonSetController(ControllerContext context) : Controller(context)
{
    private const string Component = "daemonset-controller";

    // Nothing a node goes through keeps a daemon off it.
    private static readonly (string Key, string Effect)[] Tolerated =
    [
        ("node.kubernetes.io/not-ready", "NoExecute"), ("node.kubernetes.io/unreachable", "NoExecute"),
        ("node.kubernetes.io/disk-pressure", "NoSchedule"), ("node.kubernetes.io/memory-pressure", "NoSchedule"),
        ("node.kubernetes.io/pid-pressure", "NoSchedule"), ("node.kubernetes.io/unschedulable", "NoSchedule"),
    ];

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.DaemonSets)
        {
            Enqueue(change.Stored.Key);
        }
        else if (change.Stored.Type == ResourceTypes.Pods)
        {
            EnqueueOwner(change, ResourceTypes.DaemonSets);
        }
        else if (change.Stored.Type == ResourceTypes.Nodes && change.Kind != ChangeKind.Modified)
        {
            foreach (var set in Store.List(ResourceTypes.DaemonSets))
            {
                Enqueue(set.Key);
            }
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { IsTerminating: false } set)
        {
            return;
        }

        var hash = PodTemplates.Hash(set.Json.At("spec", "template"), 0);
        var nodes = Store.List(ResourceTypes.Nodes).Where(node => Runs(set, hash, node)).Select(node => node.Name).ToList();
        var pods = Ownership.Claim(Store, set, ResourceTypes.Pods);
        foreach (var node in nodes.Where(node => !pods.Any(pod => NodeOf(pod) == node)))
        {
            var pod = Store.Create(ResourceTypes.Pods, NewPod(set, hash, node));
            Events.Normal(set, Component, "SuccessfulCreate", $"Created pod: {pod.Name}");
        }

        foreach (var pod in pods.Where(pod => pod.IsActive() && !nodes.Contains(NodeOf(pod) ?? "")))
        {
            Delete(set, pod);
        }

        Update(set, hash, pods);
        WriteStatus(set, hash, nodes);
    }

    private void Update(StoredObject set, string hash, IReadOnlyList<StoredObject> pods)
    {
        if (set.Json.Text("spec", "updateStrategy", "type") != "OnDelete"
            && pods.All(pod => pod.IsActive() && pod.IsReady())
            && pods.FirstOrDefault(pod => pod.Labels.GetValueOrDefault(StatefulRevisions.Label) != hash) is { } outdated)
        {
            Delete(set, outdated);
        }
    }

    private void Delete(StoredObject set, StoredObject pod)
    {
        Store.Delete(pod.Type, pod.Namespace, pod.Name, new() { Uid = pod.Uid });
        Events.Normal(set, Component, "SuccessfulDelete", $"Deleted pod: {pod.Name}");
    }

    private void WriteStatus(StoredObject set, string hash, List<string> nodes)
    {
        var pods = Ownership.Claim(Store, set, ResourceTypes.Pods).Where(pod => pod.IsActive()).ToList();
        Store.Change(set.Type, set.Namespace, set.Name, json =>
        {
            var status = json.Child("status");
            var ready = pods.Count(pod => pod.IsReady());
            status["desiredNumberScheduled"] = nodes.Count;
            status["currentNumberScheduled"] = pods.Count;
            status["numberMisscheduled"] = 0;
            status["numberReady"] = ready;
            status.SetCount("numberAvailable", ready);
            status.SetCount("numberUnavailable", nodes.Count - ready);
            status.SetCount("updatedNumberScheduled", pods.Count(pod => pod.Labels.GetValueOrDefault(StatefulRevisions.Label) == hash));
            status["observedGeneration"] = set.Json.Number("metadata", "generation") ?? 1;
        });
    }

    private static bool Runs(StoredObject set, string hash, StoredObject node)
    {
        var pod = KubernetesJson.Deserialize<V1Pod>(NewPod(set, hash, node.Name));
        var state = new NodeState(node.As<V1Node>());
        return Tolerations.FirstUntolerated(pod.Spec, state) is null
            && (pod.Spec.NodeSelector ?? new Dictionary<string, string>()).All(
                wanted => node.Labels.GetValueOrDefault(wanted.Key) == wanted.Value)
            && pod.Spec.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution.Matches(node.Name, Ownership.LabelsOf(node));
    }

    /// <summary>The node it has, or the one it is pinned to.</summary>
    private static string? NodeOf(StoredObject pod) => pod.NodeName() ?? pod.Json
        .Items("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
        .SelectMany(term => term.Items("matchFields")).SelectMany(field => field.Items("values")).Select(value => value.GetString()).FirstOrDefault();

    private static JsonObject NewPod(StoredObject set, string hash, string node)
    {
        var json = PodTemplates.NewPod(set, set.Json.At("spec", "template"));
        json.Child("metadata")["generateName"] = set.Name + "-";
        json.Child("metadata", "labels")[StatefulRevisions.Label] = hash;
        var tolerations = json.Child("spec").ChildArray("tolerations");
        foreach (var (key, effect) in Tolerated)
        {
            tolerations.Add(new JsonObject { ["key"] = key, ["operator"] = "Exists", ["effect"] = effect });
        }

        Pin(json.Child("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"), node);
        return json;
    }

    private static void Pin(JsonObject required, string node)
    {
        var terms = required.ChildArray("nodeSelectorTerms");
        if (terms.Count == 0)
        {
            terms.Add(new JsonObject());
        }

        foreach (var term in terms.OfType<JsonObject>())
        {
            term.ChildArray("matchFields").Add(new JsonObject
            {
                ["key"] = "metadata.name",
                ["operator"] = "In",
                ["values"] = new JsonArray(node),
            });
        }
    }
}
