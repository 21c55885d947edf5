using System.Collections.Immutable;

namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>
/// All objects of one kind. Written by its reflectors alone, each in its own namespace; readers take the whole picture by one reference, so that it
/// costs nothing to take and never changes under them.
/// </summary>
internal sealed class ObjectStore<T>
    where T : class
{
    private readonly Lock _writing = new();
    private volatile ImmutableDictionary<ObjectKey, T> _objects = ImmutableDictionary<ObjectKey, T>.Empty;

    public Snapshot<T> Snapshot => new(_objects);

    public T? Find(ObjectKey key) => _objects.GetValueOrDefault(key);

    /// <returns>Whether anything differs from before.</returns>
    public bool Put(ObjectKey key, T value)
    {
        lock (_writing)
        {
            var before = _objects;
            _objects = before.SetItem(key, value);
            return !ReferenceEquals(before, _objects);
        }
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(ObjectKey key)
    {
        lock (_writing)
        {
            var before = _objects;
            _objects = before.Remove(key);
            return !ReferenceEquals(before, _objects);
        }
    }

    /// <summary>Swaps in a new picture at once.</summary>
    /// <param name="namespace">The only one that it is a picture of; null for the whole cluster.</param>
    /// <returns>What came, what went and what is different now.</returns>
    public IReadOnlyList<ObjectKey> Replace(ImmutableDictionary<ObjectKey, T> now, string? @namespace = null)
    {
        ImmutableDictionary<ObjectKey, T> before;
        lock (_writing)
        {
            before = _objects;
            now = @namespace is null ? now : now.AddRange(before.Where(item => item.Key.Namespace != @namespace));
            _objects = now;
        }

        return
        [
            .. before.Keys.Where(key => !now.ContainsKey(key)),
            .. now.Where(item => !item.Value.Equals(before.GetValueOrDefault(item.Key))).Select(item => item.Key),
        ];
    }
}
