using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>
/// Which pods of a ReplicaSet go first
/// (https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#scaling-a-replicaset).
/// </summary>
public static class DeletionOrder
{
    private const string Cost = "controller.kubernetes.io/pod-deletion-cost";

    public static IEnumerable<StoredObject> Sort(IReadOnlyCollection<StoredObject> pods)
    {
        var perNode = pods.CountBy(pod => pod.NodeName() ?? "").ToDictionary();
        return pods
            .OrderBy(pod => pod.NodeName() is null ? 0 : 1)
            .ThenBy(pod => pod.Phase() switch { "Pending" => 0, "Unknown" => 1, _ => 2 })
            .ThenBy(pod => pod.IsReady() ? 1 : 0)
            .ThenBy(pod => int.TryParse(pod.Annotation(Cost), out var cost) ? cost : 0)
            .ThenByDescending(pod => perNode[pod.NodeName() ?? ""])
            .ThenByDescending(pod => pod.ReadySince())
            .ThenByDescending(pod => pod.Restarts())
            .ThenByDescending(pod => pod.CreatedAt());
    }
}
