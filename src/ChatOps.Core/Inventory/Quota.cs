using ChatOps.Inventory.Placement;

namespace ChatOps.Inventory;

/// <summary>A resource quota of a namespace; amounts in Kubernetes' notation, as its status has them.</summary>
public sealed record Quota(
    string Namespace,
    string Name,
    string Uid,
    IReadOnlyDictionary<string, string> Hard,
    IReadOnlyDictionary<string, string> Used)
{
    /// <summary>It counts only some pods, those in its scopes (https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes).</summary>
    public bool IsScoped { get; init; }
}

/// <summary>
/// What pods, containers or claims of a namespace may and will ask for
/// (https://kubernetes.io/docs/concepts/policy/limit-range/).
/// </summary>
public sealed record LimitRange(string Namespace, string Name, string Uid, ValueList<LimitRule> Rules);

/// <param name="Type">What it is about: Container, Pod or PersistentVolumeClaim.</param>
/// <param name="Default">Limits of a container that says none.</param>
/// <param name="DefaultRequest">Requests of a container that says none.</param>
public sealed record LimitRule(
    string Type, ResourceAmounts Min, ResourceAmounts Max, ResourceAmounts Default, ResourceAmounts DefaultRequest);

/// <summary>A namespace, for those who choose namespaces by their labels.</summary>
public sealed record KubernetesNamespace(string Name, LabelSet Labels);
