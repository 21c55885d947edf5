using System.Text.Json.Serialization.Metadata;
using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>How objects of one kind are asked for, decoded and turned into the domain's words.</summary>
/// <param name="Name">As in manifests, such as "StatefulSet".</param>
/// <param name="Path">Of the collection over all namespaces, such as "apis/apps/v1/statefulsets".</param>
internal sealed record ResourceKind<TManifest, T>(
    string Name,
    string Path,
    JsonTypeInfo<ListManifest<TManifest>> ListShape,
    JsonTypeInfo<TManifest> Shape,
    Func<TManifest, T> Map)
    where TManifest : IManifest
    where T : class
{
    /// <summary>Without the right to see it the bot judges less well, but well enough to work.</summary>
    public bool IsDispensable { get; init; }

    /// <summary>Of the collection in one namespace.</summary>
    public string PathIn(string @namespace) =>
        $"{Path[..Path.LastIndexOf('/')]}/namespaces/{Uri.EscapeDataString(@namespace)}/{Plural}";

    /// <summary>The plural, as roles spell it: "statefulsets".</summary>
    public string Plural => Path[(Path.LastIndexOf('/') + 1)..];
}
