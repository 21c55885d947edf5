namespace ChatOps.Inventory;

/// <summary>A machine of the cluster.</summary>
/// <param name="AllocatableCpu">CPU that pods may ask for, in cores.</param>
/// <param name="AllocatableMemory">Memory that pods may ask for, in bytes.</param>
/// <param name="AllocatablePods">Pods it takes.</param>
/// <param name="IsSchedulable">Not cordoned.</param>
public sealed record Node(
    string Name,
    string Uid,
    bool IsReady,
    bool IsSchedulable,
    decimal AllocatableCpu,
    long AllocatableMemory,
    int AllocatablePods,
    DateTimeOffset CreatedAt);

/// <summary>A resource quota of a namespace; amounts in Kubernetes' notation, as its status has them.</summary>
public sealed record Quota(
    string Namespace,
    string Name,
    string Uid,
    IReadOnlyDictionary<string, string> Hard,
    IReadOnlyDictionary<string, string> Used);
