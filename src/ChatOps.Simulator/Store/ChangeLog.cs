namespace ChatOps.Simulator.Store;

/// <summary>The last changes, in order, for those who watch. Watchers read it at their own pace and hold nothing:
/// one who falls behind its length is told so. Versions have no gaps, so a version is also a position.</summary>
internal sealed class ChangeLog
{
    private readonly long _first;
    private readonly StoreChange[] _ring;
    private readonly Lock _lock = new();
    private long _last;
    private TaskCompletionSource _grown = NewSignal();

    /// <param name="first">The version before the first change.</param>
    /// <param name="capacity">Changes kept.</param>
    public ChangeLog(long first, int capacity)
    {
        _first = first;
        _last = first;
        _ring = new StoreChange[capacity];
    }

    public void Append(StoreChange change)
    {
        TaskCompletionSource grown;
        lock (_lock)
        {
            _last = change.ResourceVersion;
            _ring[_last % _ring.Length] = change;
            grown = _grown;
            _grown = NewSignal();
        }

        grown.SetResult();
    }

    /// <summary>The changes after a version. When there are none yet, <paramref name="grown"/> ends with the next one.</summary>
    /// <exception cref="ApiException">410: they are no longer kept.</exception>
    public IReadOnlyList<StoreChange> After(long version, out Task grown)
    {
        lock (_lock)
        {
            grown = _grown.Task;
            var oldest = Math.Max(_first, _last - _ring.Length);
            if (version < oldest)
            {
                throw ApiException.Expired($"too old resource version: {version} ({oldest})");
            }

            var count = (int)Math.Max(0, _last - version);
            var changes = new StoreChange[count];
            for (var i = 0; i < count; i++)
            {
                changes[i] = _ring[(version + 1 + i) % _ring.Length];
            }

            return changes;
        }
    }

    // Waiting watchers must not run inside the writer's lock.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
