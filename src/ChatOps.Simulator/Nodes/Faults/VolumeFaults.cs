using System.Collections.Concurrent;
using ChatOps.Simulator.Store;
using k8s.Models;

namespace ChatOps.Simulator.Nodes.Faults;

/// <summary>
/// Remembers the disk on which a fault of the data was first seen: a claim for a fault of the pod, a volume for a fault of
/// its own. Asked by the node agents and by the API at the same time.
/// </summary>
internal sealed class VolumeFaults
{
    private readonly ConcurrentDictionary<ObjectKey, BrokenDisk> _broken = new();

    /// <summary>Whether the disk is the one that the fault was first seen on, and no larger if it was full.</summary>
    public bool Holds(FaultKind kind, StoredObject disk)
    {
        var broken = _broken.GetOrAdd(disk.Key, _ => new(disk.Uid, CapacityOf(disk)));
        return broken.Uid == disk.Uid && (kind != FaultKind.DiskFull || CapacityOf(disk) <= broken.Bytes);
    }

    /// <summary>The data that filled the disk when it was first seen full; null when that was another disk.</summary>
    public decimal? BytesOn(StoredObject disk) =>
        _broken.TryGetValue(disk.Key, out var broken) && broken.Uid == disk.Uid ? broken.Bytes : null;

    /// <summary>The disk is well: the next fault is a new one.</summary>
    public void Forget(StoredObject disk) => _broken.TryRemove(disk.Key, out _);

    /// <param name="disk">A claim or a volume.</param>
    public static decimal CapacityOf(StoredObject disk)
    {
        var capacity = disk.Json.Text("status", "capacity", "storage") ?? disk.Json.Text("spec", "capacity", "storage");
        return capacity is null ? 0 : new ResourceQuantity(capacity).ToDecimal();
    }

    private sealed record BrokenDisk(string Uid, decimal Bytes);
}
