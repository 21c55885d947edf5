using System.Runtime.InteropServices;
using ChatOps.Commands;

namespace ChatOps.Inventory;

/// <summary>
/// Keeps the areas as the inventory has them. Sorting 100,000 pods anew for every question takes longer than most answers, so
/// only what changed since the last question is sorted again.
/// </summary>
internal sealed class AreaRegister
{
    /// <summary>Of the platform, which no release is called.</summary>
    private const string PlatformKey = "";

    private readonly Lock _gate = new();
    private readonly IInventory _inventory;
    private readonly string _platformNamespace;
    private readonly Dictionary<string, List<Pod>> _pods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _keysByNamespace = new(StringComparer.Ordinal);
    private readonly PodChanges _changes = new();
    private bool _hasOtherWorkloads = true;
    private Areas? _last;

    public AreaRegister(IInventory inventory, string platformNamespace)
    {
        (_inventory, _platformNamespace) = (inventory, platformNamespace);
        inventory.Changed += Note;
    }

    /// <summary>The areas of this moment, which never change afterwards.</summary>
    public Areas Read()
    {
        lock (_gate)
        {
            var isSame = !_hasOtherWorkloads && !_changes.HasAny;
            return _last = isSame && _last is { } last ? last : Renew();
        }
    }

    private void Note(InventoryChange change)
    {
        lock (_gate)
        {
            switch (change.Kind)
            {
                case "Pod":
                    _changes.Note(change);
                    break;
                case "Deployment" or "StatefulSet":
                    _hasOtherWorkloads = true;
                    break;
            }
        }
    }

    private Areas Renew()
    {
        _hasOtherWorkloads = false; // likewise before the inventory is read
        if (_changes.Take() is { } changed)
        {
            Sort(changed);
        }
        else
        {
            SortAll();
        }

        return Build();
    }

    private void SortAll()
    {
        _pods.Clear();
        _keysByNamespace.Clear();
        foreach (var pod in _inventory.Pods)
        {
            if (KeyOf(pod.Namespace, pod.Labels) is { } key)
            {
                PodsOf(pod.Namespace, key).Add(pod);
            }
        }
    }

    /// <summary>Lists that readers may have are copied before they change.</summary>
    private void Sort(HashSet<(string Namespace, string Name)> changed)
    {
        HashSet<string> copied = [];
        foreach (var (space, name) in changed)
        {
            var now = _inventory.FindPod(space, name);
            var key = now is null ? null : KeyOf(space, now.Labels);
            foreach (var former in _keysByNamespace.GetValueOrDefault(space) ?? [])
            {
                var place = _pods[former].FindIndex(pod => pod.Name == name && pod.Namespace == space);
                if (place >= 0 && former == key)
                {
                    Own(former)[place] = now!; // or it had no key
                    key = null;
                }
                else if (place >= 0)
                {
                    Own(former).RemoveAt(place);
                }
            }

            if (key is not null)
            {
                PodsOf(space, key);
                Own(key).Add(now!); // likewise
            }
        }

        List<Pod> Own(string key)
        {
            if (copied.Add(key))
            {
                _pods[key] = [.. _pods[key]];
            }

            return _pods[key];
        }
    }

    private Areas Build()
    {
        var workloads = new Dictionary<string, List<Workload>>(StringComparer.Ordinal);
        foreach (var workload in _inventory.Workloads)
        {
            if (KeyOf(workload.Namespace, workload.Labels) is { } key)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(workloads, key, out _) ??= []).Add(workload);
            }
        }

        var deployments = _pods.Where(area => area.Value.Count > 0).Select(area => area.Key)
            .Union(workloads.Keys)
            .Where(key => key != PlatformKey)
            .ToDictionary(key => key, key => AreaOf(key, workloads), StringComparer.Ordinal);
        return new(deployments, AreaOf(PlatformKey, workloads));
    }

    private Area AreaOf(string key, Dictionary<string, List<Workload>> workloads) => new(
        key == PlatformKey ? DeploymentName.Platform : new DeploymentName(key),
        isPlatform: key == PlatformKey,
        _inventory,
        _pods.GetValueOrDefault(key) ?? [],
        workloads.GetValueOrDefault(key) ?? []);

    private List<Pod> PodsOf(string space, string key)
    {
        if (!_pods.TryGetValue(key, out var pods))
        {
            _pods.Add(key, pods = []);
        }

        (CollectionsMarshal.GetValueRefOrAddDefault(_keysByNamespace, space, out _) ??= []).Add(key);
        return pods;
    }

    /// <returns>Null for what belongs to no deployment, and not to the platform either.</returns>
    private string? KeyOf(string space, Labels labels) => labels is { IsAirflow: true, Release: { } release }
        ? release
        : space == _platformNamespace ? PlatformKey : null;
}

/// <param name="Deployments">By their names.</param>
internal sealed record Areas(IReadOnlyDictionary<string, Area> Deployments, Area Platform);
