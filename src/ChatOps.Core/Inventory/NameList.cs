using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ChatOps.Inventory;

/// <summary>
/// Names in order, equal to another list of the same names: a pod that the cluster sends again unchanged must not count as
/// a change.
/// </summary>
[CollectionBuilder(typeof(NameList), nameof(Of))]
public sealed class NameList : IReadOnlyList<string>, IEquatable<NameList>
{
    private static readonly NameList Empty = new([]);

    private readonly ImmutableArray<string> _names;

    private NameList(ImmutableArray<string> names) => _names = names;

    public int Count => _names.Length;

    public string this[int index] => _names[index];

    public static NameList Of(ReadOnlySpan<string> names) => names.IsEmpty ? Empty : new([.. names]);

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_names).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(NameList? other) => other is not null && _names.AsSpan().SequenceEqual(other._names.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as NameList);

    public override int GetHashCode() => _names.Length == 0 ? 0 : HashCode.Combine(_names.Length, _names[0]);
}
