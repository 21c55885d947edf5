using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Scenarios;

/// <summary>Puts a scenario into an empty store, as a cluster that has been running for a while.</summary>
public sealed class ScenarioLoader(ClusterStore store, TimeProvider time)
{
    // What others refer to comes first.
    private static readonly ResourceType[] Order =
    [
        ResourceTypes.Namespaces, ResourceTypes.StorageClasses, ResourceTypes.PersistentVolumes, ResourceTypes.Nodes,
        ResourceTypes.PersistentVolumeClaims,
    ];

    private static readonly WriteOptions Restored = new() { Restored = true };

    private readonly EarlierPods _earlierPods = new(store, time.GetUtcNow());

    /// <exception cref="InvalidDataException">An object is of a kind that isn't served, or its annotations make no sense.</exception>
    /// <exception cref="ApiException">The store refuses an object.</exception>
    public void Load(Scenario scenario)
    {
        var sorted = scenario.Objects.Select(json => (Json: json, Type: TypeOf(json))).OrderBy(each => RankOf(each.Type));
        foreach (var (json, type) in sorted)
        {
            Load(type, json);
        }
    }

    private void Load(ResourceType type, JsonObject json)
    {
        if (type == ResourceTypes.Namespaces && store.Find(type, null, json.Text("metadata", "name") ?? "") is not null)
        {
            return;
        }

        var past = ScenarioAnnotations.Take(json);
        var createdAt = time.GetUtcNow() - (past.Age ?? TimeSpan.Zero);
        json.Child("metadata")["creationTimestamp"] = Timestamps.Write(createdAt);
        var stored = store.Create(type, json, Restored);
        if (type == ResourceTypes.PersistentVolumeClaims)
        {
            EarlierVolume.Bind(store, stored);
        }

        _earlierPods.Create(stored, past.Pods);
    }

    private static int RankOf(ResourceType type) => Array.IndexOf(Order, type) is >= 0 and var rank ? rank : Order.Length;

    private static ResourceType TypeOf(JsonObject json) =>
        ResourceTypes.OfKind(json.Text("apiVersion") ?? "", json.Text("kind") ?? "")
        ?? throw new InvalidDataException($"The simulator has no kind {json.Text("apiVersion")} {json.Text("kind")}.");
}
