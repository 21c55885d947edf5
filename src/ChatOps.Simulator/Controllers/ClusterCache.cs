using System.Runtime.InteropServices;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s;
using k8s.Models;

namespace ChatOps.Simulator.Controllers;

/// <summary>The nodes and what their pods hold, kept up to date change by change, so that a decision reads no pods.</summary>
internal sealed class ClusterCache(ClusterStore store) : IVolumes
{
    private readonly SortedDictionary<string, NodeState> _nodes = new(StringComparer.Ordinal);

    // Pods may be seen before their node.
    private readonly Dictionary<(string Namespace, string Name), (string Node, PlacedPod Pod)> _placed = [];

    // Pods for which others were evicted; nobody here does that, but somebody may say so in a pod's status.
    private readonly Dictionary<(string Namespace, string Name), Nomination> _nominated = [];

    public ClusterView View => new(
        _nodes.Values, ns => store.Find(ResourceTypes.Namespaces, null, ns) is { } found ? Ownership.LabelsOf(found) : null, this)
    {
        Nominated = _nominated.Values,
    };

    public void Clear()
    {
        _nodes.Clear();
        _placed.Clear();
        _nominated.Clear();
    }

    /// <returns>Whether the change may let a waiting pod in; a node's own heartbeat doesn't.</returns>
    public bool ObserveNode(StoreChange change)
    {
        if (change.Kind == ChangeKind.Deleted)
        {
            return _nodes.Remove(change.Stored.Name);
        }

        if (change.Previous is { } previous && SameForScheduling(previous, change.Stored))
        {
            return false;
        }

        var node = new NodeState(change.Stored.As<V1Node>());
        _nodes[node.Name] = node;
        foreach (var (on, pod) in _placed.Values)
        {
            if (on == node.Name)
            {
                node.Place(pod);
            }
        }

        return true;
    }

    /// <returns>Whether the change gave something back.</returns>
    public bool ObservePod(StoreChange change)
    {
        var pod = change.Stored;
        var key = (pod.Namespace!, pod.Name);
        var node = change.Kind == ChangeKind.Deleted || pod.HasEnded() ? null : pod.NodeName();
        var wasNominated = Nominate(key, change);
        if (node is null)
        {
            return Take(key) || wasNominated;
        }

        if (change.Previous is { } previous && _placed.ContainsKey(key) && SameShare(previous, pod))
        {
            return false;
        }

        Take(key);
        // Not As<V1Pod>(): that would keep the whole model of every pod in memory.
        var placed = PlacedPod.Of(KubernetesJson.Deserialize<V1Pod>(pod.Json));
        _placed[key] = (node, placed);
        _nodes.GetValueOrDefault(node)?.Place(placed);
        return change.Previous is not null;
    }

    public V1PersistentVolumeClaim? FindClaim(string ns, string name) =>
        store.Find(ResourceTypes.PersistentVolumeClaims, ns, name)?.As<V1PersistentVolumeClaim>();

    public V1PersistentVolume? FindVolume(string name) =>
        store.Find(ResourceTypes.PersistentVolumes, null, name)?.As<V1PersistentVolume>();

    public V1StorageClass? FindClass(string name) =>
        store.Find(ResourceTypes.StorageClasses, null, name)?.As<V1StorageClass>();

    public IEnumerable<V1PersistentVolume> FreeVolumes(string className) =>
        store.List(ResourceTypes.PersistentVolumes)
            .Where(volume => Storage.VolumeBinding.IsFree(volume) && volume.Json.Text("spec", "storageClassName") == className)
            .Select(volume => volume.As<V1PersistentVolume>());

    /// <returns>Whether room is no longer kept for it.</returns>
    private bool Nominate((string Namespace, string Name) key, StoreChange change)
    {
        var pod = change.Stored;
        if (change.Kind != ChangeKind.Deleted && !pod.IsTerminating && !pod.HasEnded()
            && pod.NodeName() is null && pod.Json.Text("status", "nominatedNodeName") is { Length: > 0 })
        {
            _nominated[key] = Nomination.Of(KubernetesJson.Deserialize<V1Pod>(pod.Json))!; // it says so
            return false;
        }

        return _nominated.Remove(key);
    }

    private bool Take((string Namespace, string Name) key)
    {
        if (!_placed.Remove(key, out var gone))
        {
            return false;
        }

        _nodes.GetValueOrDefault(gone.Node)?.Remove(key.Namespace, key.Name);
        return true;
    }

    private static bool SameForScheduling(StoredObject before, StoredObject after) =>
        Same(before, after, "spec") && Same(before, after, "metadata", "labels") && Same(before, after, "status", "allocatable");

    private static bool SameShare(StoredObject before, StoredObject after) =>
        before.IsTerminating == after.IsTerminating && Same(before, after, "spec") && Same(before, after, "metadata", "labels");

    private static bool Same(StoredObject before, StoredObject after, params ReadOnlySpan<string> path)
    {
        var (left, right) = (before.Json.At(path), after.Json.At(path));
        return left.Exists() == right.Exists()
            && (!left.Exists() || JsonMarshal.GetRawUtf8Value(left).SequenceEqual(JsonMarshal.GetRawUtf8Value(right)));
    }
}
