using System.Text.Json.Nodes;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s;
using k8s.Models;

namespace ChatOps.Simulator.Controllers;

/// <summary>Counts how many pods of a disruption budget may be evicted now.</summary>
public sealed class DisruptionController(ControllerContext context) : Controller(context)
{
    // An eviction let through whose deletion hasn't begun by then is taken to have failed.
    private static readonly TimeSpan DeletionTimeout = TimeSpan.FromMinutes(2);

    public override void Observe(StoreChange change)
    {
        if (change.Stored.Type == ResourceTypes.PodDisruptionBudgets)
        {
            Enqueue(change.Stored.Key);
        }
        else if (change.Stored.Type == ResourceTypes.Pods)
        {
            foreach (var budget in Store.List(ResourceTypes.PodDisruptionBudgets, change.Stored.Namespace))
            {
                Enqueue(budget.Key);
            }
        }
    }

    public override void Reconcile(ObjectKey key)
    {
        if (Store.Find(key.Type, key.Namespace, key.Name) is not { } budget)
        {
            return;
        }

        var selector = Ownership.SelectorOf(budget);
        var pods = Store.List(ResourceTypes.Pods, key.Namespace)
            .Where(pod => !pod.HasEnded() && selector.Matches(Ownership.LabelsOf(pod))).ToList();
        var expected = ExpectedOf(pods);
        var disrupted = DisruptedOf(budget, pods);
        var healthy = pods.Count(pod => pod.IsReady() && !pod.IsTerminating && !disrupted.ContainsKey(pod.Name));
        var desired = DesiredOf(budget, expected);
        var allowed = Math.Max(0, healthy - desired);
        Store.Change(key.Type, key.Namespace, key.Name, json =>
        {
            var status = json.Child("status");
            status["currentHealthy"] = healthy;
            status["desiredHealthy"] = desired;
            status["expectedPods"] = expected;
            status["disruptionsAllowed"] = allowed;
            WriteDisrupted(status, disrupted);
            status["observedGeneration"] = budget.Json.Number("metadata", "generation") ?? 1;
            status.SetCondition(
                "DisruptionAllowed", allowed > 0, Now, allowed > 0 ? "SufficientPods" : "InsufficientPods", "");
        });
    }

    /// <summary>Pods whose eviction was let through a moment ago and whose deletion hasn't begun, with that moment.</summary>
    private Dictionary<string, DateTimeOffset> DisruptedOf(StoredObject budget, List<StoredObject> pods)
    {
        var disrupted = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var pod in pods.Where(pod => !pod.IsTerminating))
        {
            if (Timestamps.Read(budget.Json.Text("status", "disruptedPods", pod.Name)) is { } since && since + DeletionTimeout > Now)
            {
                disrupted[pod.Name] = since;
                EnqueueAfter(budget.Key, since + DeletionTimeout - Now);
            }
        }

        return disrupted;
    }

    private static void WriteDisrupted(JsonObject status, Dictionary<string, DateTimeOffset> disrupted)
    {
        status.Remove("disruptedPods");
        foreach (var (pod, since) in disrupted)
        {
            status.Child("disruptedPods")[pod] = Timestamps.Write(since);
        }
    }

    /// <summary>What the pods' workloads want; pods that nobody manages count as themselves.</summary>
    private long ExpectedOf(List<StoredObject> pods) =>
        pods.GroupBy(pod => pod.ControllerUid()).Sum(group => ScaleOf(group.First()) ?? group.Count());

    private long? ScaleOf(StoredObject pod)
    {
        if (pod.ControllerRef() is not { } owner || owner.Text("name") is not { } name)
        {
            return null;
        }

        var type = ResourceTypes.All.FirstOrDefault(each => each.ApiVersion == owner.Text("apiVersion") && each.Kind == owner.Text("kind"));
        return type is null ? null : Store.Find(type, pod.Namespace, name)?.Json.Number("spec", "replicas");
    }

    private static long DesiredOf(StoredObject budget, long expected)
    {
        if (budget.Json.At("spec", "maxUnavailable") is var unavailable && unavailable.Exists())
        {
            return Math.Max(0, expected - Rollout.ShareOf(KubernetesJson.Deserialize<IntOrString>(unavailable).Value, expected, roundUp: true));
        }

        return budget.Json.At("spec", "minAvailable") is var minimum && minimum.Exists()
            ? Rollout.ShareOf(KubernetesJson.Deserialize<IntOrString>(minimum).Value, expected, roundUp: true)
            : 0;
    }
}
