namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>
/// All objects of one kind. Written by its reflector alone; readers take the whole picture by one reference, so that it
/// costs nothing to take and never changes under them.
/// </summary>
internal sealed class ObjectStore<T>
    where T : class
{
    private volatile Picture<T> _picture = Picture<T>.Empty;

    public Snapshot<T> Snapshot => new(_picture);

    public T? Find(ObjectKey key) => _picture.Find(key);

    /// <returns>Whether anything differs from before.</returns>
    public bool Put(ObjectKey key, T value) => Become(_picture.With(key, value));

    /// <returns>Whether it was there.</returns>
    public bool Remove(ObjectKey key) => Become(_picture.Without(key));

    /// <summary>Swaps in a new picture at once.</summary>
    /// <returns>What came, what went and what is different now.</returns>
    public IReadOnlyList<ObjectKey> Replace(IReadOnlyDictionary<ObjectKey, T> now)
    {
        var before = _picture;
        _picture = Picture<T>.Of(now);
        return
        [
            .. before.Keys.Where(key => !now.ContainsKey(key)),
            .. now.Where(item => !item.Value.Equals(before.Find(item.Key))).Select(item => item.Key),
        ];
    }

    private bool Become(Picture<T> now)
    {
        var before = _picture;
        _picture = now;
        return !ReferenceEquals(before, now);
    }
}
