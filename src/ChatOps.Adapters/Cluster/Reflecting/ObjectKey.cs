using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>An object's place among its kind.</summary>
/// <param name="Namespace">Empty for cluster-wide kinds.</param>
internal readonly record struct ObjectKey(string Namespace, string Name)
{
    public static ObjectKey Of(ObjectMeta metadata) => new(metadata.Namespace ?? "", metadata.Name);
}
