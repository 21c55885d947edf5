using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster;

/// <summary>What is written on a kept volume, so that it can be given back as it was though its claim is forgotten.</summary>
internal static class DiskNotes
{
    /// <summary>The reclaim policy that it had.</summary>
    public const string Policy = "chatops.dev/reclaim-policy";

    /// <summary>The labels of its claim, as JSON.</summary>
    public const string Labels = "chatops.dev/claim-labels";

    public static string? PolicyOn(DiskManifest disk) => disk.Metadata.Annotations?.GetValueOrDefault(Policy);

    /// <summary>None when nothing was noted, or somebody scribbled over it.</summary>
    public static JsonObject LabelsOn(DiskManifest disk)
    {
        try
        {
            return JsonNode.Parse(disk.Metadata.Annotations?.GetValueOrDefault(Labels) ?? "{}") as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public static string Write(IReadOnlyDictionary<string, string>? labels) =>
        new JsonObject((labels ?? new Dictionary<string, string>())
            .Select(label => KeyValuePair.Create(label.Key, (JsonNode?)JsonValue.Create(label.Value))))
            .ToJsonString();
}
