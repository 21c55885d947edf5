using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>One node with the pods that hold a share of it. Pods that have ended (Succeeded, Failed) are not among them.</summary>
public sealed class NodeState(V1Node node)
{
    private readonly Dictionary<(string Namespace, string Name), PlacedPod> _pods = [];

    public string Name { get; } = node.Metadata.Name;

    public IDictionary<string, string> Labels { get; } =
        node.Metadata.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<V1Taint> Taints { get; } = [.. node.Spec?.Taints ?? []];

    public bool Unschedulable { get; } = node.Spec?.Unschedulable == true;

    public ResourceAmounts Allocatable { get; } = ResourceAmounts.Of(node.Status?.Allocatable ?? node.Status?.Capacity);

    public ResourceAmounts Requested { get; private set; } = ResourceAmounts.None;

    public IReadOnlyCollection<PlacedPod> Pods => _pods.Values;

    public void Place(PlacedPod pod)
    {
        Remove(pod.Namespace, pod.Name);
        _pods[(pod.Namespace, pod.Name)] = pod;
        Requested = Requested.Plus(pod.Requests);
    }

    /// <summary>The same node with some more pods.</summary>
    public NodeState With(IEnumerable<PlacedPod> more)
    {
        var crowded = new NodeState(node);
        foreach (var pod in Pods.Concat(more))
        {
            crowded.Place(pod);
        }

        return crowded;
    }

    public void Remove(string ns, string name)
    {
        if (_pods.Remove((ns, name), out var gone))
        {
            Requested = Requested.Minus(gone.Requests);
        }
    }
}
