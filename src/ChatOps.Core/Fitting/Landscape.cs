using System.Collections.Immutable;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting;

/// <summary>All that a pod's place depends on, at one moment: nodes with their pods, claims, disks and namespaces.</summary>
public sealed class Landscape
{
    private readonly IInventory _inventory;
    private readonly ImmutableSortedDictionary<string, NodeState> _nodes;
    private readonly ImmutableList<Pod> _awaited;
    private readonly Lazy<Dictionary<(string Namespace, string Name), Claim>> _claims;
    private readonly Lazy<Dictionary<string, Volume>> _volumes;
    private readonly Lazy<Dictionary<string, LabelSet>> _namespaces;

    private Landscape(IInventory inventory, ImmutableSortedDictionary<string, NodeState> nodes, ImmutableList<Pod> awaited)
    {
        _inventory = inventory;
        _nodes = nodes;
        _awaited = awaited;
        Nodes = [.. nodes.Values];
        _claims = new(() => inventory.Claims.ToDictionary(claim => (claim.Namespace, claim.Name)));
        _volumes = new(() => inventory.Volumes.ToDictionary(volume => volume.Name));
        _namespaces = new(() => inventory.Namespaces.ToDictionary(space => space.Name, space => space.Labels));
    }

    /// <summary>By name.</summary>
    public IReadOnlyCollection<NodeState> Nodes { get; }

    /// <summary>By name; grouped once for all who ask.</summary>
    internal IReadOnlyList<NodePool> Pools => field ??= NodePool.Of(Nodes);

    /// <summary>The picture that the inventory has now; cheap to ask for, and never changed afterwards.</summary>
    public static Landscape Of(IInventory inventory) => CurrentLandscape.Of(inventory).Look();

    /// <param name="awaited">Pods for which room is kept on a node.</param>
    internal static Landscape Of(IInventory inventory, ImmutableSortedDictionary<string, NodeState> nodes, ImmutableList<Pod> awaited) =>
        new(inventory, nodes, awaited);

    public NodeState? Find(string node) => _nodes.GetValueOrDefault(node);

    /// <summary>The same as if this pod were not there.</summary>
    public Landscape Without(Pod pod)
    {
        if (pod.NodeName is null || !_nodes.TryGetValue(pod.NodeName, out var node))
        {
            return this;
        }

        return new(_inventory, _nodes.SetItem(node.Name, node.Without(pod)), _awaited);
    }

    /// <summary>The same as if such a pod were on this node too.</summary>
    internal Landscape With(Candidate candidate, NodeState node) =>
        new(_inventory, _nodes.SetItem(node.Name, node.With(candidate.On(node))), _awaited);

    /// <summary>The same as if these pods had come to this node already.</summary>
    internal Landscape With(IEnumerable<Pod> pods, NodeState node) =>
        new(_inventory, _nodes.SetItem(node.Name, pods.Aggregate(node, (state, pod) => state.With(pod))), _awaited);

    /// <summary>Pods whose room is not for this one: as important as it, or more so. Mostly there are none.</summary>
    internal IReadOnlyList<Pod> AwaitedBefore(Candidate candidate) => _awaited.IsEmpty
        ? []
        : [
            .. _awaited.Where(pod => pod.Demand.Priority >= candidate.Demand.Priority
                && (pod.Namespace, pod.Name) != (candidate.Namespace, candidate.Name)),
        ];

    internal Claim? FindClaim(string @namespace, string name) => _claims.Value.GetValueOrDefault((@namespace, name));

    internal Volume? FindVolume(string name) => _volumes.Value.GetValueOrDefault(name);

    internal StorageClass? FindClass(string? name) =>
        _inventory.StorageClasses.FirstOrDefault(each => each.Name == name);

    internal IEnumerable<Volume> Volumes => _inventory.Volumes;

    internal LabelSet LabelsOfNamespace(string name) => _namespaces.Value.GetValueOrDefault(name) ?? LabelSet.None;
}
