using ChatOps.Inventory.Placement;

namespace ChatOps.Inventory;

/// <summary>A machine of the cluster.</summary>
/// <param name="IsReady">Its kubelet says that it is; the scheduler goes by <see cref="Taints"/> instead.</param>
/// <param name="IsSchedulable">Not cordoned.</param>
/// <param name="Allocatable">What pods may ask for, the number of pods included.</param>
public sealed record Node(
    string Name,
    string Uid,
    bool IsReady,
    bool IsSchedulable,
    ResourceAmounts Allocatable,
    DateTimeOffset CreatedAt)
{
    public LabelSet Labels { get; init; } = LabelSet.None;

    public ValueList<Taint> Taints { get; init; } = [];

    public override string ToString() => Name;
}
