using System.Collections;

namespace ChatOps.Inventory.Placement;

/// <summary>All labels of an object, as selectors look at them.</summary>
public sealed class LabelSet : IReadOnlyCollection<KeyValuePair<string, string>>, IEquatable<LabelSet>
{
    private readonly KeyValuePair<string, string>[] _labels; // by key

    private LabelSet(KeyValuePair<string, string>[] labels) => _labels = labels;

    public static LabelSet None { get; } = new([]);

    public int Count => _labels.Length;

    /// <summary>The label's value, which may be empty, or null where there is no such label.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (var label in _labels)
            {
                if (label.Key == key)
                {
                    return label.Value;
                }
            }

            return null;
        }
    }

    /// <param name="labels">Each key once, in any order.</param>
    public static LabelSet Of(params IEnumerable<KeyValuePair<string, string>> labels)
    {
        var sorted = labels.OrderBy(label => label.Key, StringComparer.Ordinal).ToArray();
        return sorted.Length == 0 ? None : new(sorted);
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, string>>)_labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _labels.GetEnumerator();

    public bool Equals(LabelSet? other) =>
        other is not null && (ReferenceEquals(this, other) || _labels.AsSpan().SequenceEqual(other._labels));

    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (key, value) in _labels)
        {
            hash.Add(key);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
