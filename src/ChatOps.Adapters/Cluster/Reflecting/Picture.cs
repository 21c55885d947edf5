using System.Collections.Immutable;

namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>
/// All objects of one kind at one moment. One is found by its key in a tree; all are read from pages, one after the other: to
/// walk a tree of 100,000 takes twenty times as long, and every question does.
/// </summary>
internal sealed class Picture<T>
    where T : class
{
    /// <summary>A change copies one page, and the list of them.</summary>
    private const int PageSize = 256;

    private readonly ImmutableDictionary<ObjectKey, int> _places;
    private readonly ImmutableStack<int> _free;

    private Picture(ImmutableDictionary<ObjectKey, int> places, ImmutableArray<T?[]> pages, ImmutableStack<int> free) =>
        (_places, Pages, _free) = (places, pages, free);

    public static Picture<T> Empty { get; } = new(ImmutableDictionary<ObjectKey, int>.Empty, [], []);

    public int Count => _places.Count;

    public IEnumerable<KeyValuePair<ObjectKey, T>> Objects => _places.Select(place => KeyValuePair.Create(place.Key, At(place.Value)!)); // taken

    /// <summary>With gaps where objects were.</summary>
    public ImmutableArray<T?[]> Pages { get; }

    public static Picture<T> Of(IReadOnlyDictionary<ObjectKey, T> objects) => new(
        objects.Keys.Select(KeyValuePair.Create).ToImmutableDictionary(),
        [.. objects.Values.Chunk(PageSize).Select(Whole)],
        []);

    public T? Find(ObjectKey key) => _places.TryGetValue(key, out var place) ? At(place) : null;

    /// <returns>This one where nothing differs.</returns>
    public Picture<T> With(ObjectKey key, T value)
    {
        if (_places.TryGetValue(key, out var place))
        {
            return value.Equals(At(place)) ? this : new(_places, Written(place, value), _free);
        }

        // Without a gap all places up to the number of objects are taken.
        place = _free.IsEmpty ? Count : _free.Peek();
        return new(_places.Add(key, place), Written(place, value), _free.IsEmpty ? _free : _free.Pop());
    }

    /// <inheritdoc cref="With"/>
    public Picture<T> Without(ObjectKey key) => _places.TryGetValue(key, out var place)
        ? new(_places.Remove(key), Written(place, value: null), _free.Push(place))
        : this;

    private T? At(int place) => Pages[place / PageSize][place % PageSize];

    private ImmutableArray<T?[]> Written(int place, T? value)
    {
        var number = place / PageSize;
        var page = number < Pages.Length ? (T?[])Pages[number].Clone() : new T?[PageSize];
        page[place % PageSize] = value;
        return number < Pages.Length ? Pages.SetItem(number, page) : Pages.Add(page);
    }

    private static T?[] Whole(T[] part)
    {
        var page = new T?[PageSize];
        part.CopyTo(page, index: 0);
        return page;
    }
}
