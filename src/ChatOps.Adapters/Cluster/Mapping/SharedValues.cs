using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>
/// Keeps one copy of each value that thousands of objects repeat. Only for values of which a cluster has few and for
/// long: namespaces, nodes, label values, status words. Names and UIDs would pile up.
/// </summary>
internal sealed class SharedValues
{
    private readonly ConcurrentDictionary<string, string> _strings = new();
    private readonly ConcurrentDictionary<Labels, Labels> _labels = new();

    [return: NotNullIfNotNull(nameof(value))]
    public string? Share(string? value) => value is null ? null : _strings.GetOrAdd(value, value);

    public Labels Share(Labels labels) => _labels.GetOrAdd(labels, labels);
}
