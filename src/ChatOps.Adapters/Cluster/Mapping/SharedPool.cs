using System.Collections.Concurrent;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>
/// Hands out one copy of values that are equal. It forgets all of them once it holds many: who has a copy keeps it, only
/// later ones are no longer the same object. So values that never come again, such as the run id of a task, can't pile up.
/// </summary>
internal sealed class SharedPool<T>(int most = 20_000)
    where T : notnull
{
    private readonly ConcurrentDictionary<T, T> _values = new();
    private int _count;

    public T Share(T value)
    {
        if (_values.TryGetValue(value, out var shared))
        {
            return shared;
        }

        if (Interlocked.Increment(ref _count) > most)
        {
            _values.Clear();
            Interlocked.Exchange(ref _count, 1);
        }

        return _values.GetOrAdd(value, value);
    }
}
