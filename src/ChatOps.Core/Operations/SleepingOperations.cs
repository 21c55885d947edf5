using System.Collections.Concurrent;
using ChatOps.Inventory;

namespace ChatOps.Operations;

/// <summary>Wakes operations that wait for the cluster as soon as it changes where they look.</summary>
public interface ISleepingOperations
{
    /// <summary>Wakes the operation at the next change in its namespace, or now if there was one meanwhile.</summary>
    /// <param name="seen">The inventory's revision before the operation last looked.</param>
    void Watch(int operationId, string @namespace, long seen);
}

/// <summary>
/// Keeps in memory who sleeps where; a process that dies forgets it, and the timer in the operations table stands in.
/// </summary>
public sealed class SleepingOperations : ISleepingOperations, IDisposable
{
    private readonly ConcurrentDictionary<string, NamespaceBell> _bells = new();
    private readonly IInventory _inventory;
    private readonly IOperationJobs _jobs;

    public SleepingOperations(IInventory inventory, IOperationJobs jobs)
    {
        _inventory = inventory;
        _jobs = jobs;
        _inventory.Changed += Ring;
    }

    public void Watch(int operationId, string @namespace, long seen)
    {
        if (BellOf(@namespace).RangAfter(seen, operationId))
        {
            _jobs.Wake(operationId);
        }
    }

    public void Dispose() => _inventory.Changed -= Ring;

    private void Ring(InventoryChange change)
    {
        foreach (var operationId in BellOf(change.Namespace).Ring(change.Revision))
        {
            _jobs.Wake(operationId);
        }
    }

    private NamespaceBell BellOf(string @namespace) => _bells.GetOrAdd(@namespace, static _ => new NamespaceBell());

    private sealed class NamespaceBell
    {
        private readonly Lock _lock = new();
        private HashSet<int> _sleepers = [];
        private long _lastRing;

        /// <summary>Adds a sleeper, unless the bell rang since it looked.</summary>
        public bool RangAfter(long seen, int operationId)
        {
            lock (_lock)
            {
                if (_lastRing > seen)
                {
                    return true;
                }

                _sleepers.Add(operationId);
                return false;
            }
        }

        /// <summary>Everybody who slept; they sleep no longer.</summary>
        public HashSet<int> Ring(long revision)
        {
            lock (_lock)
            {
                _lastRing = Math.Max(_lastRing, revision);
                if (_sleepers.Count == 0)
                {
                    return [];
                }

                var woken = _sleepers;
                _sleepers = [];
                return woken;
            }
        }
    }
}
