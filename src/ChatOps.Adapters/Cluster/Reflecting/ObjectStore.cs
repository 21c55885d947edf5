namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>
/// All objects of one kind. Written by its reflectors alone, one for the cluster or one for each namespace; readers take the
/// whole picture by one reference, so that it costs nothing to take and never changes under them.
/// </summary>
internal sealed class ObjectStore<T>
    where T : class
{
    private readonly Lock _writing = new();
    private volatile Picture<T> _picture = Picture<T>.Empty;

    public Snapshot<T> Snapshot => new(_picture);

    public T? Find(ObjectKey key) => _picture.Find(key);

    /// <returns>Whether anything differs from before.</returns>
    public bool Put(ObjectKey key, T value) => Become(before => before.With(key, value));

    /// <returns>Whether it was there.</returns>
    public bool Remove(ObjectKey key) => Become(before => before.Without(key));

    /// <summary>Swaps in a new picture at once.</summary>
    /// <param name="namespace">The only one that it is a picture of; null for the whole cluster.</param>
    /// <returns>What came, what went and what is different now.</returns>
    public IReadOnlyList<ObjectKey> Replace(IReadOnlyDictionary<ObjectKey, T> now, string? @namespace = null)
    {
        Picture<T> before;
        lock (_writing)
        {
            before = _picture;
            now = @namespace is null ? now : before.Objects.Where(item => item.Key.Namespace != @namespace).Concat(now).ToDictionary();
            _picture = Picture<T>.Of(now);
        }

        return
        [
            .. before.Objects.Select(item => item.Key).Where(key => !now.ContainsKey(key)),
            .. now.Where(item => !item.Value.Equals(before.Find(item.Key))).Select(item => item.Key),
        ];
    }

    private bool Become(Func<Picture<T>, Picture<T>> change)
    {
        lock (_writing)
        {
            var before = _picture;
            _picture = change(before);
            return !ReferenceEquals(before, _picture);
        }
    }
}
