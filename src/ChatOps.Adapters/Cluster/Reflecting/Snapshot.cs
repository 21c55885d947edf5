using System.Collections;
using System.Collections.Immutable;

namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>The objects of one kind, or of several, as they were when it was taken.</summary>
internal sealed class Snapshot<T>(params ImmutableArray<Picture<T>> kinds)
    : IReadOnlyCollection<T>
    where T : class
{
    private readonly ImmutableArray<Picture<T>> _kinds = kinds;

    public int Count { get; } = kinds.Sum(kind => kind.Count);

    public Snapshot<T> And(Snapshot<T> other) => new([.. _kinds, .. other._kinds]);

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var kind in _kinds)
        {
            foreach (var page in kind.Pages)
            {
                foreach (var value in page)
                {
                    if (value is not null)
                    {
                        yield return value;
                    }
                }
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
