using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>What all kinds have in common.</summary>
internal static class MetadataMapping
{
    // The airflow chart and the platform's own chart spell the labels of task pods differently.
    private static readonly string[] TaskLabels =
    [
        "kubernetes_executor", "kubernetes-executor", "kubernetes_pod_operator", "kubernetes-pod-operator",
    ];

    public static Labels ToLabels(this ObjectMeta metadata, SharedValues shared)
    {
        if (metadata.Labels is not { Count: > 0 } labels)
        {
            return Labels.None;
        }

        return shared.Share(new Labels(
            labels.GetValueOrDefault("release"),
            labels.GetValueOrDefault("component"),
            labels.GetValueOrDefault("tier"),
            IsTask(labels)));
    }

    /// <summary>The owner that controls the object; of several owners at most one does.</summary>
    public static Owner? ToOwner(this ObjectMeta metadata, SharedValues shared) =>
        metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller is true) is { } controller
            ? new Owner(shared.Share(controller.Kind), controller.Name, controller.Uid)
            : null;

    /// <summary>
    /// When the deletion was asked for. A deletionTimestamp lies in the future by the grace: it tells when the object
    /// is to be gone (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/).
    /// </summary>
    public static DateTimeOffset? DeletionRequested(this ObjectMeta metadata) =>
        metadata.DeletionTimestamp - TimeSpan.FromSeconds(metadata.DeletionGracePeriodSeconds ?? 0);

    public static DateTimeOffset CreatedAt(this ObjectMeta metadata) => metadata.CreationTimestamp ?? default;

    private static bool IsTask(Dictionary<string, string> labels) =>
        Array.Exists(TaskLabels, label => labels.GetValueOrDefault(label) is "True")
        || (labels.ContainsKey("dag_id") && labels.ContainsKey("task_id"));
}
