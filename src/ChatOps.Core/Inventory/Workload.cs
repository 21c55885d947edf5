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
    /// <summary>Its pods keep their names and volumes: a successor has the name of the pod before it.</summary>
    public bool IsStateful => Kind is "StatefulSet";

    public override string ToString() => Name;
}
