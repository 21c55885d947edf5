using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>What one reflector keeps: a kind in the whole cluster, or in one namespace.</summary>
/// <param name="Namespace">Null for the whole cluster.</param>
internal sealed record ReflectedKind<TManifest, T>(ResourceKind<TManifest, T> Kind, string? Namespace)
    where TManifest : IManifest
    where T : class
{
    /// <summary>By which its health is known: "Pod", "Pod in astronomer-ee".</summary>
    public string Name { get; } = Namespace is null ? Kind.Name : $"{Kind.Name} in {Namespace}";

    public string Path { get; } = Namespace is null ? Kind.Path : Kind.PathIn(Namespace);

    /// <summary>As a person says it: "pods", "pods in astronomer-ee".</summary>
    public string Plural { get; } = Namespace is null ? Kind.Plural : $"{Kind.Plural} in {Namespace}";
}
