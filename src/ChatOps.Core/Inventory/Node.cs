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
    DateTimeOffset CreatedAt)
{
    private const string ZoneLabel = "topology.kubernetes.io/zone=";
    private const string FormerZoneLabel = "failure-domain.beta.kubernetes.io/zone=";

    /// <summary>As "key=value", in order.</summary>
    public NameList Labels { get; init; } = [];

    /// <summary>What keeps pods away that don't tolerate it (effects NoSchedule and NoExecute).</summary>
    public NameList Taints { get; init; } = [];

    /// <summary>The zone it is in, which most disks can't leave; or null.</summary>
    public string? Zone => LabelValue(ZoneLabel) ?? LabelValue(FormerZoneLabel);

    private string? LabelValue(string key) =>
        Labels.FirstOrDefault(label => label.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
}

/// <summary>A resource quota of a namespace; amounts in Kubernetes' notation, as its status has them.</summary>
public sealed record Quota(
    string Namespace,
    string Name,
    string Uid,
    IReadOnlyDictionary<string, string> Hard,
    IReadOnlyDictionary<string, string> Used);
