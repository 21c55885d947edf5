using ChatOps.Inventory.Placement;

namespace ChatOps.Inventory;

/// <summary>A Kubernetes Deployment or StatefulSet. (A "deployment" here is always an Airflow deployment.)</summary>
/// <param name="Kind">"Deployment" or "StatefulSet".</param>
/// <param name="Replicas">Pods it is to have (spec.replicas).</param>
/// <param name="ReadyReplicas">Pods of it that are ready (status.readyReplicas).</param>
public sealed record Workload(
    string Kind,
    string Namespace,
    string Name,
    string Uid,
    Labels Labels,
    int Replicas,
    int ReadyReplicas,
    DateTimeOffset CreatedAt)
{
    /// <summary>The claims that all its pods share, by the names in its pod template.</summary>
    public ValueList<string> Claims { get; init; } = [];

    /// <summary>
    /// Of a StatefulSet: the templates by which each pod gets a claim of its own, named template-set-ordinal
    /// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage).
    /// </summary>
    public ValueList<ClaimTemplate> ClaimTemplates { get; init; } = [];

    /// <summary>
    /// Of a StatefulSet: scaling it down deletes the claims of the pods that go, with the data
    /// (persistentVolumeClaimRetentionPolicy.whenScaled).
    /// </summary>
    public bool DropsClaimsWhenScaled { get; init; }

    /// <summary>
    /// Pods that a rolling restart makes before it ends others; 0 where it ends one first, as StatefulSets do
    /// (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge).
    /// </summary>
    public int Surge { get; init; }

    /// <summary>Every label that a new pod of it gets from its template.</summary>
    public LabelSet PodLabels { get; init; } = LabelSet.None;

    /// <summary>What a new pod of it asks for, before the namespace's limit ranges add to it.</summary>
    public PodDemand Demand { get; init; } = PodDemand.None;

    /// <summary>Its pods keep their names and volumes: a successor has the name of the pod before it.</summary>
    public bool IsStateful => Kind is "StatefulSet";

    public WorkloadReference Reference => new(Kind, Namespace, Name, Uid);

    public override string ToString() => Name;
}

/// <summary>By what a StatefulSet makes a claim for each of its pods.</summary>
/// <param name="Bytes">What the claim asks for.</param>
/// <param name="StorageClass">Null for the cluster's default.</param>
public sealed record ClaimTemplate(string Name, long Bytes = 0, string? StorageClass = null);
