using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ChatOps.Inventory;

/// <summary>
/// Values in order, equal to another list of the same values: what the cluster sends again unchanged must not count as a
/// change, and what thousands of pods repeat is kept once.
/// </summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Of))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    internal static readonly ValueList<T> Empty = new([]);

    private readonly ImmutableArray<T> _values;

    internal ValueList(ImmutableArray<T> values) => _values = values;

    public int Count => _values.Length;

    public T this[int index] => _values[index];

    public ImmutableArray<T>.Enumerator GetEnumerator() => _values.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_values).GetEnumerator();

    public bool Equals(ValueList<T>? other) =>
        other is not null && (ReferenceEquals(this, other) || _values.AsSpan().SequenceEqual(other._values.AsSpan()));

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in _values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}

public static class ValueList
{
    public static ValueList<T> Of<T>(ReadOnlySpan<T> values) =>
        values.IsEmpty ? ValueList<T>.Empty : new([.. values]);
}
