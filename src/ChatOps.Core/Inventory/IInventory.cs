namespace ChatOps.Inventory;

/// <summary>
/// The live picture of the cluster, kept by list and watch. Every collection is a snapshot of now: cheap to take, safe
/// to enumerate while the cluster moves on.
/// </summary>
public interface IInventory
{
    InventoryHealth Health { get; }

    /// <summary>Rises with every change; a reader who kept it can tell whether the world moved meanwhile.</summary>
    long Revision { get; }

    IReadOnlyCollection<Pod> Pods { get; }

    IReadOnlyCollection<Workload> Workloads { get; }

    IReadOnlyCollection<Claim> Claims { get; }

    IReadOnlyCollection<Volume> Volumes { get; }

    IReadOnlyCollection<Node> Nodes { get; }

    IReadOnlyCollection<Quota> Quotas { get; }

    IReadOnlyCollection<LimitRange> LimitRanges { get; }

    IReadOnlyCollection<StorageClass> StorageClasses { get; }

    IReadOnlyCollection<KubernetesNamespace> Namespaces { get; }

    Pod? FindPod(string @namespace, string name);

    /// <summary>The workload that keeps this pod alive (through its ReplicaSet, where there is one), or null.</summary>
    Workload? WorkloadOf(Pod pod);

    /// <summary>
    /// The UIDs of the objects that make the workload's pods now: a StatefulSet's own, a Deployment's ReplicaSets that are to
    /// have pods. Why a pod could not be made is noted at them.
    /// </summary>
    IReadOnlyList<string> MakersOf(Workload workload);

    /// <summary>Raised after each change, on the watcher's thread: handlers return at once.</summary>
    event Action<InventoryChange>? Changed;
}

/// <summary>Something in a namespace is different from before. Cluster-wide kinds have an empty namespace.</summary>
public readonly record struct InventoryChange(string Kind, string Namespace, string Name, long Revision);

/// <summary>How far the inventory can be believed.</summary>
/// <param name="IsComplete">Everything was listed at least once.</param>
/// <param name="StaleSince">Since when the API server has been out of reach, or null while the watches run.</param>
/// <param name="Problem">Why it is stale or incomplete, in words; null when all is well.</param>
public sealed record InventoryHealth(bool IsComplete, DateTimeOffset? StaleSince, string? Problem)
{
    /// <summary>Which kinds the bot may not see and does without, in words; null when it sees all.</summary>
    public string? Unseen { get; init; }

    public static InventoryHealth Empty { get; } = new(IsComplete: false, StaleSince: null, Problem: null);
}
