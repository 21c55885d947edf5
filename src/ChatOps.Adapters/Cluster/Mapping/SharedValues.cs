using System.Diagnostics.CodeAnalysis;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>Keeps one copy of each value that thousands of objects repeat.</summary>
internal sealed class SharedValues
{
    private readonly SharedPool<string> _strings = new();
    private readonly SharedPool<Labels> _labels = new();
    private readonly SharedPool<LabelSet> _labelSets = new();
    private readonly SharedPool<PodDemand> _demands = new();

    [return: NotNullIfNotNull(nameof(value))]
    public string? Share(string? value) => value is null ? null : _strings.Share(value);

    public Labels Share(Labels labels) => _labels.Share(labels);

    /// <summary>The pods of a ReplicaSet have the same labels; those of a StatefulSet or a task share most words.</summary>
    public LabelSet Share(Dictionary<string, string>? labels) => labels is null
        ? LabelSet.None
        : _labelSets.Share(LabelSet.Of(labels.Select(label => KeyValuePair.Create(Share(label.Key), Share(label.Value)))));

    public PodDemand Share(PodDemand demand) => _demands.Share(demand);
}
