namespace ChatOps.Inventory.Placement;

/// <summary>Names of the resources that every node has. Others ("nvidia.com/gpu") are extended resources.</summary>
public static class ResourceNames
{
    public const string Cpu = "cpu";
    public const string Memory = "memory";
    public const string EphemeralStorage = "ephemeral-storage";

    /// <summary>How many pods a node takes; each pod needs one.</summary>
    public const string Pods = "pods";
}

/// <param name="Name">Such as "cpu".</param>
/// <param name="Value">CPU in thousandths of a core, all else in bytes or pieces.</param>
public readonly record struct ResourceAmount(string Name, long Value);

/// <summary>
/// Amounts of resources as the scheduler counts them: whole numbers, CPU in thousandths of a core, fractions rounded up
/// (k8s.io/apimachinery, resource.Quantity MilliValue and Value).
/// </summary>
public sealed record ResourceAmounts
{
    private ResourceAmounts(ValueList<ResourceAmount> all) => All = all;

    public static ResourceAmounts None { get; } = new([]);

    /// <summary>By name.</summary>
    public ValueList<ResourceAmount> All { get; }

    /// <summary>0 where the resource is not named.</summary>
    public long this[string name]
    {
        get
        {
            foreach (var amount in All)
            {
                if (amount.Name == name)
                {
                    return amount.Value;
                }
            }

            return 0;
        }
    }

    /// <param name="amounts">Each name once, in any order.</param>
    public static ResourceAmounts Of(params IEnumerable<ResourceAmount> amounts)
    {
        ValueList<ResourceAmount> sorted = [.. amounts.OrderBy(amount => amount.Name, StringComparer.Ordinal)];
        return sorted.Count == 0 ? None : new(sorted);
    }

    public bool Names(string name) => All.Any(amount => amount.Name == name);

    public ResourceAmounts Plus(ResourceAmounts other) => Joined(other, (one, two) => one + two);

    /// <summary>Of each resource the larger amount.</summary>
    public ResourceAmounts Larger(ResourceAmounts other) => Joined(other, Math.Max);

    /// <summary>These, and of the others those that are not named here.</summary>
    public ResourceAmounts Or(ResourceAmounts others) =>
        others.All.Count == 0 ? this : Of([.. All, .. others.All.Where(amount => !Names(amount.Name))]);

    private ResourceAmounts Joined(ResourceAmounts other, Func<long, long, long> join) =>
        (All.Count, other.All.Count) switch
        {
            (_, 0) => this,
            (0, _) => other,
            _ => Of([
                .. All.Select(amount => amount with { Value = join(amount.Value, other[amount.Name]) }),
                .. other.All.Where(amount => !Names(amount.Name)),
            ]),
        };
}
