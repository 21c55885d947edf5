using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Queries.Nodes;

/// <summary>How much of its node a pod has set aside.</summary>
/// <param name="Largest">Of CPU or memory, whichever is more: 0 to 1.</param>
internal sealed record PodShare(Pod Pod, double Largest)
{
    /// <summary>The pods of a node, the largest first.</summary>
    public static IEnumerable<PodShare> Of(NodeState node) => node.Pods
        .Select(pod => new PodShare(
            pod, Math.Max(Part(node, pod, ResourceNames.Cpu), Part(node, pod, ResourceNames.Memory))))
        .OrderByDescending(share => share.Largest)
        .ThenBy(share => share.Pod.Name, StringComparer.Ordinal);

    private static double Part(NodeState node, Pod pod, string resource) =>
        pod.Demand.Requests[resource] / (double)Math.Max(1, node.Allocatable(resource));
}
