using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting;

/// <summary>Nodes that are made alike: by the pool that their cloud names, or by their size where none is named.</summary>
/// <param name="Name">"big", or "10 CPU, 10Gi".</param>
/// <param name="Nodes">At least one, by name.</param>
public sealed record NodePool(string Name, IReadOnlyList<NodeState> Nodes)
{
    // Google, Amazon (managed, eksctl, Karpenter), Azure (new and old), DigitalOcean, each from its vendor's documentation.
    private static readonly string[] PoolLabels =
    [
        "cloud.google.com/gke-nodepool",
        "eks.amazonaws.com/nodegroup",
        "alpha.eksctl.io/nodegroup-name",
        "karpenter.sh/nodepool",
        "kubernetes.azure.com/agentpool",
        "agentpool",
        "doks.digitalocean.com/node-pool",
    ];

    /// <summary>The size of its nodes: "10 CPU, 10Gi", or "of several sizes".</summary>
    public string Size => Nodes.Select(node => SizeOf(node.Node)).Distinct().ToList() is [var size] ? size : "several sizes";

    /// <summary>"pool big (3 x 10 CPU, 10Gi)".</summary>
    public string Title => Name == Size ? $"{Nodes.Count} x {Size}" : $"pool {Name} ({Nodes.Count} x {Size})";

    /// <summary>What is free on all its nodes together that take pods at all; what is overdrawn on one is not missing on others.</summary>
    public long Free(string resource) =>
        Nodes.Where(node => node.Node.IsSchedulable).Sum(node => Math.Max(0, node.Free(resource)));

    /// <summary>All pools, by name.</summary>
    public static IReadOnlyList<NodePool> Of(Landscape landscape) => landscape.Pools;

    /// <param name="nodes">By name.</param>
    internal static IReadOnlyList<NodePool> Of(IEnumerable<NodeState> nodes) =>
    [
        .. nodes
            .GroupBy(node => node.PoolName, StringComparer.Ordinal)
            .OrderBy(pool => pool.Key, StringComparer.Ordinal)
            .Select(pool => new NodePool(pool.Key, [.. pool])),
    ];

    public static string NameOf(Node node)
    {
        foreach (var label in PoolLabels)
        {
            if (node.Labels[label] is { Length: > 0 } name)
            {
                return name;
            }
        }

        return SizeOf(node);
    }

    /// <summary>
    /// A node's name without what all names of the pool have in common, which its title says already: phones are narrow.
    /// "gke-astronomer-ee-big-e05fa481-3xvd" becomes "3xvd".
    /// </summary>
    public string Shorten(NodeState node)
    {
        if (Nodes.Count == 1)
        {
            return node.Name;
        }

        var start = Common(Nodes.Select(each => each.Name));
        var end = Common(Nodes.Select(each => Reversed(each.Name)));
        return start + end < node.Name.Length ? node.Name[start..^end] : node.Name;
    }

    private static string SizeOf(Node node) =>
        $"{AmountWords.FreeValue(ResourceNames.Cpu, node.Allocatable[ResourceNames.Cpu])} CPU, "
        + AmountWords.FreeValue(ResourceNames.Memory, node.Allocatable[ResourceNames.Memory]);

    /// <summary>Letters that all have in front, up to the last that parts words.</summary>
    private static int Common(IEnumerable<string> names)
    {
        var common = names.Aggregate((one, two) => one[..one.AsSpan().CommonPrefixLength(two)]);
        return common.LastIndexOfAny(['-', '.']) + 1;
    }

    private static string Reversed(string text) => string.Concat(text.Reverse());
}
