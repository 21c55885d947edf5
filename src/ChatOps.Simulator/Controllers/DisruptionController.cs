using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s;
using k8s.Models;

namespace ChatOps.Simulator.Controllers;

/// <summary>Counts how many pods of a disruption budget may be evicted now.</summary>
public sealed class DisruptionController(ControllerContext context) : Controller(context)
{
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
        var healthy = pods.Count(pod => pod.IsReady() && !pod.IsTerminating);
        var desired = DesiredOf(budget, expected);
        var allowed = Math.Max(0, healthy - desired);
        Store.Change(key.Type, key.Namespace, key.Name, json =>
        {
            var status = json.Child("status");
            status["currentHealthy"] = healthy;
            status["desiredHealthy"] = desired;
            status["expectedPods"] = expected;
            status["disruptionsAllowed"] = allowed;
            status["observedGeneration"] = budget.Json.Number("metadata", "generation") ?? 1;
            status.SetCondition(
                "DisruptionAllowed", allowed > 0, Now, allowed > 0 ? "SufficientPods" : "InsufficientPods", "");
        });
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
