using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ChatOps.Inventory;

namespace ChatOps.Fitting;

/// <summary>
/// Keeps the nodes with their pods as the inventory has them. Counting 100,000 pods anew for every question would take longer
/// than answering it, so only what changed since the last question is counted again.
/// </summary>
internal sealed class CurrentLandscape
{
    /// <summary>One for each inventory, for as long as that lives.</summary>
    private static readonly ConditionalWeakTable<IInventory, CurrentLandscape> All = [];

    private readonly Lock _gate = new();
    private readonly WeakReference<IInventory> _inventory;
    private readonly Dictionary<(string Namespace, string Name), Pod> _placed = [];
    private readonly Dictionary<(string Namespace, string Name), Pod> _awaited = [];
    private readonly PodChanges _changes = new();
    private bool _hasOtherNodes = true;
    private ImmutableSortedDictionary<string, NodeState> _nodes = ImmutableSortedDictionary.Create<string, NodeState>(StringComparer.Ordinal);
    private Landscape? _landscape;

    private CurrentLandscape(IInventory inventory)
    {
        // Weak, or the table would keep the inventory, which is its key, alive by way of this.
        _inventory = new(inventory);
        inventory.Changed += Note;
    }

    public static CurrentLandscape Of(IInventory inventory) => All.GetValue(inventory, static key => new(key));

    public Landscape Look()
    {
        lock (_gate)
        {
            if (!_inventory.TryGetTarget(out var inventory))
            {
                throw new InvalidOperationException("The inventory that is asked about is gone.");
            }

            var isSame = !_hasOtherNodes && !_changes.HasAny;
            return _landscape = isSame && _landscape is { } before ? before : Renew(inventory);
        }
    }

    private void Note(InventoryChange change)
    {
        lock (_gate)
        {
            switch (change.Kind)
            {
                case "Node":
                    _hasOtherNodes = true;
                    break;
                case "Pod":
                    _changes.Note(change);
                    break;
                default:
                    // Claims, disks and namespaces are looked up in the inventory itself, but a landscape remembers them.
                    _landscape = null;
                    break;
            }
        }
    }

    private Landscape Renew(IInventory inventory)
    {
        // Both before the inventory is read.
        var (changed, otherNodes) = (_changes.Take(), _hasOtherNodes);
        _hasOtherNodes = false;
        if (changed is null || (otherNodes && !TakeNodes(inventory)))
        {
            CountAll(inventory);
        }
        else
        {
            Count(changed, inventory);
        }

        return Landscape.Of(inventory, _nodes, [.. _awaited.Values]);
    }

    private void CountAll(IInventory inventory)
    {
        _placed.Clear();
        _awaited.Clear();
        var nodes = inventory.Nodes.ToDictionary(node => node.Name, node => new NodeState(node), StringComparer.Ordinal);
        foreach (var pod in inventory.Pods)
        {
            Remember((pod.Namespace, pod.Name), pod);

            // A pod of a node that is gone counts nowhere; the scheduler doesn't see it either.
            if (NodeOf(pod) is { } name && nodes.TryGetValue(name, out var node))
            {
                node.Add(pod);
            }
        }

        _nodes = nodes.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <returns>False when nodes came or went: then pods may count that did not before.</returns>
    private bool TakeNodes(IInventory inventory)
    {
        var now = inventory.Nodes;
        if (now.Count != _nodes.Count || now.Any(node => !_nodes.ContainsKey(node.Name)))
        {
            return false;
        }

        _nodes = _nodes.SetItems(now.Where(node => !ReferenceEquals(node, _nodes[node.Name].Node))
            .Select(node => KeyValuePair.Create(node.Name, _nodes[node.Name].As(node))));
        return true;
    }

    private void Count(HashSet<(string Namespace, string Name)> changed, IInventory inventory)
    {
        foreach (var key in changed)
        {
            var (before, now) = (_placed.GetValueOrDefault(key), inventory.FindPod(key.Namespace, key.Name));
            if (before is not null && NodeOf(before) is { } left && _nodes.TryGetValue(left, out var node))
            {
                _nodes = _nodes.SetItem(left, node.Without(before));
            }

            Remember(key, now);
            if (now is not null && NodeOf(now) is { } taken && _nodes.TryGetValue(taken, out node))
            {
                _nodes = _nodes.SetItem(taken, node.With(now));
            }
        }
    }

    private void Remember((string Namespace, string Name) key, Pod? now)
    {
        if (now is null)
        {
            _placed.Remove(key);
        }
        else
        {
            _placed[key] = now;
        }

        if (now is { KeptRoomOn: not null, IsTerminating: false })
        {
            _awaited[key] = now;
        }
        else
        {
            _awaited.Remove(key);
        }
    }

    private static string? NodeOf(Pod pod) => pod.IsFinished ? null : pod.NodeName;
}
