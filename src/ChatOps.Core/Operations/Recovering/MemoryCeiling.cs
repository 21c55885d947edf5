using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Operations.Recovering;

/// <summary>The most memory that a namespace's limit ranges allow, in bytes; null where nothing limits it.</summary>
/// <param name="Container">That one container may have.</param>
/// <param name="Pod">That all containers of a pod may have together.</param>
internal sealed record MemoryCeiling(long? Container, long? Pod)
{
    /// <summary>The least of what all of them allow.</summary>
    public static MemoryCeiling In(string @namespace, IInventory inventory)
    {
        var rules = inventory.LimitRanges.Where(range => range.Namespace == @namespace)
            .SelectMany(range => range.Rules)
            .Where(rule => rule.Max.Names(ResourceNames.Memory))
            .ToList();
        return new MemoryCeiling(Least("Container"), Least("Pod"));

        long? Least(string type) => rules.Where(rule => rule.Type == type).Min(rule => (long?)rule.Max[ResourceNames.Memory]);
    }
}
