using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>An object a controller has to look at.</summary>
public readonly record struct WorkItem(Controller Controller, ObjectKey Key);

/// <summary>
/// What is left to do, each item once however often it was asked for. Belongs to the control loop's thread alone. Of
/// several delays for one item the shortest holds: whoever reconciles it asks for the next one.
/// </summary>
public sealed class Agenda(TimeProvider time)
{
    private readonly Queue<WorkItem> _ready = new();
    private readonly HashSet<WorkItem> _queued = [];
    private readonly PriorityQueue<WorkItem, DateTimeOffset> _later = new();
    private readonly Dictionary<WorkItem, DateTimeOffset> _due = [];

    public void Add(WorkItem item)
    {
        if (_queued.Add(item))
        {
            _ready.Enqueue(item);
        }
    }

    public void AddAfter(WorkItem item, TimeSpan delay)
    {
        var due = time.GetUtcNow() + delay;
        if (!_due.TryGetValue(item, out var earlier) || due < earlier)
        {
            _due[item] = due;
            _later.Enqueue(item, due);
        }
    }

    public bool TryTake(out WorkItem item)
    {
        MoveDue();
        if (!_ready.TryDequeue(out item))
        {
            return false;
        }

        _queued.Remove(item);
        return true;
    }

    /// <summary>When the next delayed item is due; null when none is delayed.</summary>
    public DateTimeOffset? NextDue() => _later.TryPeek(out _, out var due) ? due : null;

    private void MoveDue()
    {
        var now = time.GetUtcNow();
        while (_later.TryPeek(out var item, out var due) && due <= now)
        {
            _later.Dequeue();
            // An entry that a shorter delay overtook is stale.
            if (_due.TryGetValue(item, out var current) && current == due)
            {
                _due.Remove(item);
                Add(item);
            }
        }
    }
}
