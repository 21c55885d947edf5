using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster.Mapping;

internal static class NodeMapping
{
    public static Node ToNode(this NodeManifest manifest, SharedValues shared)
    {
        var allocatable = manifest.Status?.Allocatable;
        var conditions = manifest.Status?.Conditions ?? [];
        return new Node(
            shared.Share(manifest.Metadata.Name),
            manifest.Metadata.Uid,
            Array.Exists(conditions, condition => condition is { Type: "Ready", Status: "True" }),
            manifest.Spec?.Unschedulable is not true,
            Amount.Of(allocatable, "cpu"),
            (long)Amount.Of(allocatable, "memory"),
            (int)Amount.Of(allocatable, "pods"),
            manifest.Metadata.CreatedAt())
        {
            Labels = [.. (manifest.Metadata.Labels ?? []).Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal)],
            Taints =
            [
                .. (manifest.Spec?.Taints ?? []).Where(taint => taint.Effect is "NoSchedule" or "NoExecute")
                    .Select(taint => $"{taint.Key}={taint.Value}:{taint.Effect}"),
            ],
        };
    }
}
