using ChatOps.Operations;

namespace ChatOps.Host.Jobs;

/// <summary>What was queued and not yet taken, so that a timer that looks every second does not queue it every second.</summary>
public sealed class QueuedOperations(TimeProvider time)
{
    /// <summary>A job that was not taken by then may have been lost with the queue.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Dictionary<int, Entry> _queued = [];

    /// <param name="due">All that is due; what is not is forgotten.</param>
    /// <returns>What is to be queued: an operation that has moved since it was queued is another matter.</returns>
    public IReadOnlyList<DueOperation> Add(IReadOnlyList<DueOperation> due)
    {
        var now = time.GetUtcNow();
        var known = _queued;
        _queued = due.ToDictionary(
            operation => operation.Id,
            operation => IsQueued(operation) ? known[operation.Id] : new Entry(operation.Version, now));
        return [.. due.Where(operation => !IsQueued(operation))];

        bool IsQueued(DueOperation operation) =>
            known.TryGetValue(operation.Id, out var entry) && entry.Version == operation.Version && now - entry.At < Patience;
    }

    private sealed record Entry(int Version, DateTimeOffset At);
}
