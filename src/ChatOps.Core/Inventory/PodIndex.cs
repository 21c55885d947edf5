using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChatOps.Inventory;

/// <summary>
/// Pods by their namespace. To look at each of 100,000 takes longer than all else that a question about one of them needs, so
/// only what changed since the last question is sorted in.
/// </summary>
internal sealed class PodIndex
{
    /// <summary>One for each inventory, for as long as that lives.</summary>
    private static readonly ConditionalWeakTable<IInventory, PodIndex> All = [];

    private readonly Lock _gate = new();
    private readonly PodChanges _changes = new();
    private readonly Dictionary<string, List<Pod>> _pods = new(StringComparer.Ordinal);

    private PodIndex(IInventory inventory) => inventory.Changed += Note;

    public static PodIndex Of(IInventory inventory) => All.GetValue(inventory, static key => new(key));

    /// <returns>A list that never changes.</returns>
    public IReadOnlyList<Pod> In(string @namespace, IInventory inventory)
    {
        lock (_gate)
        {
            Renew(inventory);
            return _pods.GetValueOrDefault(@namespace) ?? [];
        }
    }

    /// <returns>Every namespace that has pods, or had some.</returns>
    public IReadOnlyList<string> Namespaces(IInventory inventory)
    {
        lock (_gate)
        {
            Renew(inventory);
            return [.. _pods.Keys];
        }
    }

    private void Note(InventoryChange change)
    {
        if (change.Kind is "Pod")
        {
            lock (_gate)
            {
                _changes.Note(change);
            }
        }
    }

    private void Renew(IInventory inventory)
    {
        if (!_changes.HasAny)
        {
            return;
        }

        if (_changes.Take() is { } changed)
        {
            Sort(changed, inventory);
        }
        else
        {
            _pods.Clear();
            foreach (var pod in inventory.Pods)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(_pods, pod.Namespace, out _) ??= []).Add(pod);
            }
        }
    }

    /// <summary>Lists that readers may have are copied before they change.</summary>
    private void Sort(HashSet<(string Namespace, string Name)> changed, IInventory inventory)
    {
        foreach (var area in changed.GroupBy(key => key.Namespace, StringComparer.Ordinal))
        {
            List<Pod> pods = [.. _pods.GetValueOrDefault(area.Key) ?? []];
            foreach (var (space, name) in area)
            {
                var (place, now) = (pods.FindIndex(pod => pod.Name == name), inventory.FindPod(space, name));
                switch (place, now)
                {
                    case ( >= 0, not null):
                        pods[place] = now;
                        break;
                    case ( >= 0, null):
                        pods.RemoveAt(place);
                        break;
                    case (_, not null):
                        pods.Add(now);
                        break;
                }
            }

            _pods[area.Key] = pods;
        }
    }
}

public static class PodSearches
{
    /// <summary>The pods of one namespace, without a look at any other's.</summary>
    public static IReadOnlyList<Pod> PodsIn(this IInventory inventory, string @namespace) =>
        PodIndex.Of(inventory).In(@namespace, inventory);

    /// <summary>The pods that this workload keeps alive, those that are ending too.</summary>
    public static IEnumerable<Pod> PodsOf(this IInventory inventory, WorkloadReference workload) =>
        inventory.PodsIn(workload.Namespace).Where(pod => inventory.WorkloadOf(pod)?.Uid == workload.Uid);

    /// <inheritdoc cref="PodsOf(IInventory, WorkloadReference)"/>
    public static IEnumerable<Pod> PodsOf(this IInventory inventory, Workload workload) => inventory.PodsOf(workload.Reference);

    /// <summary>The pods of this name in all namespaces.</summary>
    public static IReadOnlyList<Pod> PodsCalled(this IInventory inventory, string name) =>
    [
        .. PodIndex.Of(inventory).Namespaces(inventory).Select(space => inventory.FindPod(space, name)).OfType<Pod>(),
    ];
}
