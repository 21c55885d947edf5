using System.Text.Json.Serialization;

namespace ChatOps.Adapters.Cluster.Manifests;

// The manifests in this folder name only those fields of Kubernetes' objects that the bot uses: what is not named is
// skipped while decoding, so that ten thousand pods cost kilobytes where whole typed objects cost megabytes.
// Field by field they follow https://kubernetes.io/docs/reference/kubernetes-api/.

/// <summary>One object as the API server sends it.</summary>
internal interface IManifest
{
    ObjectMeta Metadata { get; }
}

/// <param name="Namespace">Null for cluster-wide kinds.</param>
/// <param name="CreationTimestamp">Null only in bookmarks, which carry no object.</param>
/// <param name="DeletionTimestamp">When the object is to be gone: the request's time plus the grace.</param>
internal sealed record ObjectMeta(
    string Name,
    string? Namespace,
    string Uid,
    string ResourceVersion,
    DateTimeOffset? CreationTimestamp,
    DateTimeOffset? DeletionTimestamp,
    long? DeletionGracePeriodSeconds,
    Dictionary<string, string>? Labels,
    OwnerReference[]? OwnerReferences)
{
    /// <summary>The few that are needed: others can be long.</summary>
    public NeededAnnotations? Annotations { get; init; }

    /// <summary>Who has to be done with the object before it goes.</summary>
    public string[]? Finalizers { get; init; }
}

/// <param name="SelectedNode">On a claim: the node that the scheduler has chosen for its pod.</param>
internal sealed record NeededAnnotations(
    [property: JsonPropertyName("volume.kubernetes.io/selected-node")] string? SelectedNode);

internal sealed record OwnerReference(string Kind, string Name, string Uid, bool? Controller);

internal sealed record Condition(
    string Type, string Status, string? Reason, string? Message, DateTimeOffset? LastTransitionTime = null);

/// <summary>A page of a list.</summary>
internal sealed record ListManifest<T>(ListMeta Metadata, T[]? Items);

/// <param name="ResourceVersion">The state of the whole list: a watch from here misses nothing.</param>
/// <param name="Continue">The token of the next page; null or empty on the last.</param>
internal sealed record ListMeta(string ResourceVersion, [property: JsonPropertyName("continue")] string? Continue);

/// <summary>What the API server answers when it has no object to send: an error, most often.</summary>
internal sealed record StatusManifest(int? Code, string? Reason, string? Message, string? Kind = null);
