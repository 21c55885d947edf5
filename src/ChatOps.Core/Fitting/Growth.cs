using ChatOps.Inventory;

namespace ChatOps.Fitting;

/// <summary>Whether the autoscaler brings the node that would help.</summary>
public static class Growth
{
    private const string PoolIdLabel = "doks.digitalocean.com/node-pool-id";
    private const string ManagedGroup = "-grp";
    private const int UuidLength = 36;

    /// <summary>Beyond this its status is old news: it writes every few seconds.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <returns>A sentence, or null where it says nothing of these nodes.</returns>
    public static string? WordsOf(NodePool pool, AutoscalerStatus status, DateTimeOffset now)
    {
        var groups = status.Groups.Where(group => Makes(group, pool)).ToList();
        if (groups.Count == 0)
        {
            return status.Groups.Count > 0 && status.Groups.All(group => group.IsFull)
                ? $"The autoscaler brings no node: all its {Words.Count(status.Groups.Count, "node group")} have as many as they may{Age(status, now)}."
                : null;
        }

        var (target, max) = (groups.Sum(group => group.Target), groups.Sum(group => group.Max));
        var open = groups.Where(group => !group.IsFull).ToList();
        return open switch
        {
            [] => $"The autoscaler brings no more node to {Name(pool)}: it has {target}, which is its maximum{Age(status, now)}. Raise that, or solve it otherwise.",
            _ when open.TrueForAll(group => group.Setback is not null) =>
                $"The autoscaler could bring a node to {Name(pool)} ({target} of at most {max}), but has given up for a while: {open[0].Setback}{Age(status, now)}.",
            _ => $"The autoscaler may bring a node to {Name(pool)} by itself: it has {target} of at most {max}{Age(status, now)}.",
        };
    }

    private static string Name(NodePool pool) => pool.Name == pool.Size ? $"the nodes of {pool.Size}" : $"pool {pool.Name}";

    private static string Age(AutoscalerStatus status, DateTimeOffset now) =>
        now - status.WrittenAt is { } age && age > Fresh ? $" (it said so {age.ToKubernetesWords()} ago, and nothing since)" : "";

    /// <summary>
    /// Clouds name groups and nodes after each other: GKE's nodes after their instance group, AKS' after their scale set, EKS'
    /// groups after the pool (managed, and eksctl's), DOKS' group by the pool's id.
    /// </summary>
    private static bool Makes(NodeGroup group, NodePool pool)
    {
        var id = group.Name.Split('/')[^1];
        var trunk = id.EndsWith(ManagedGroup, StringComparison.Ordinal) ? $"{id[..^ManagedGroup.Length]}-" : id;
        return id == pool.Name
            || IsNamedAfter(pool.Name, id)
            || pool.Nodes.Any(node => node.Name.StartsWith(trunk, StringComparison.Ordinal) || node.Node.Labels[PoolIdLabel] == id);
    }

    private static bool IsNamedAfter(string pool, string id) =>
        (id.StartsWith($"eks-{pool}-", StringComparison.Ordinal) && id.Length == "eks--".Length + pool.Length + UuidLength)
        || id.Contains($"-nodegroup-{pool}-NodeGroup-", StringComparison.Ordinal);
}
