namespace ChatOps.Simulator.Store;

/// <summary>One kind of object the cluster keeps, as its API names it. Every instance is in <see cref="ResourceTypes"/>;
/// two are the same only when they are the same instance.</summary>
/// <param name="group">API group; empty for the core group.</param>
/// <param name="version">API version within the group, such as <c>v1</c>.</param>
/// <param name="plural">The name in URLs, such as <c>pods</c>.</param>
/// <param name="kind">The name in objects, such as <c>Pod</c>.</param>
/// <param name="namespaced">Whether objects live in a namespace.</param>
public sealed class ResourceType(string group, string version, string plural, string kind, bool namespaced)
{
    public string Group { get; } = group;

    public string Version { get; } = version;

    public string Plural { get; } = plural;

    public string Kind { get; } = kind;

    public bool Namespaced { get; } = namespaced;

    public string Singular { get; } = kind.ToLowerInvariant();

    /// <summary>What people may type instead, such as <c>po</c>.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Groups of kinds it belongs to, such as <c>all</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Parts with an address of their own, such as <c>status</c> and <c>scale</c>.</summary>
    public IReadOnlyList<string> Subresources { get; init; } = [];

    /// <summary>Whether <c>metadata.generation</c> counts the changes of what is wanted.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>Whether a workload takes in objects that match its selector and that nobody manages.</summary>
    public bool MayBeAdopted { get; init; }

    /// <summary>Whether the API answers questions of this kind and keeps nothing, as it does for access reviews.</summary>
    public bool Virtual { get; init; }

    /// <summary>As <c>apiVersion</c> in objects: <c>v1</c> or <c>apps/v1</c>.</summary>
    public string ApiVersion { get; } = group.Length == 0 ? version : $"{group}/{version}";

    /// <summary>As messages name it: <c>pods</c> or <c>statefulsets.apps</c>.</summary>
    public string QualifiedName { get; } = group.Length == 0 ? plural : $"{plural}.{group}";

    public bool Has(string subresource) => Subresources.Contains(subresource);

    public override string ToString() => QualifiedName;
}
