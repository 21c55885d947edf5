using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Adapters.Cluster.Mapping;

internal static class NodeMapping
{
    public static Node ToNode(this NodeManifest manifest, SharedValues shared)
    {
        var conditions = manifest.Status?.Conditions ?? [];
        return new Node(
            shared.Share(manifest.Metadata.Name),
            manifest.Metadata.Uid,
            Array.Exists(conditions, condition => condition is { Type: "Ready", Status: "True" }),
            manifest.Spec?.Unschedulable is not true,
            Amount.AllOf(manifest.Status?.Allocatable),
            manifest.Metadata.CreatedAt())
        {
            Labels = shared.Share(manifest.Metadata.Labels),
            Taints = [.. (manifest.Spec?.Taints ?? []).Select(ToTaint)],
        };
    }

    public static KubernetesNamespace ToNamespace(this NamespaceManifest manifest, SharedValues shared) =>
        new(shared.Share(manifest.Metadata.Name), shared.Share(manifest.Metadata.Labels));

    private static Taint ToTaint(TaintSpec spec) => new(spec.Key, spec.Value ?? "", spec.Effect);
}
