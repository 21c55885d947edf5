using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s;
using k8s.Models;

namespace ChatOps.Simulator.Controllers;

/// <summary>Who manages what, by ownerReferences.</summary>
public static class Ownership
{
    /// <summary>The one owner that manages the object, or null.</summary>
    public static JsonElement? ControllerRef(this StoredObject stored)
    {
        foreach (var owner in stored.Json.Items("metadata", "ownerReferences"))
        {
            if (owner.At("controller").ValueKind == JsonValueKind.True)
            {
                return owner;
            }
        }

        return null;
    }

    public static string? ControllerUid(this StoredObject stored) => stored.ControllerRef()?.Text("uid");

    public static JsonObject ReferenceTo(StoredObject owner) => new()
    {
        ["apiVersion"] = owner.Type.ApiVersion,
        ["kind"] = owner.Type.Kind,
        ["name"] = owner.Name,
        ["uid"] = owner.Uid,
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    /// <summary>
    /// The objects of a type that a workload manages, after taking in those that match its selector and nobody manages
    /// (left behind by a deletion that orphaned them).
    /// </summary>
    public static IReadOnlyList<StoredObject> Claim(ClusterStore store, StoredObject owner, ResourceType type)
    {
        var selector = SelectorOf(owner);
        if (!owner.IsTerminating && selector is not null)
        {
            foreach (var orphan in store.Snapshot.UnmanagedIn(type, owner.Namespace))
            {
                if (!orphan.IsTerminating && selector.Matches(LabelsOf(orphan)))
                {
                    Adopt(store, owner, orphan);
                }
            }
        }

        return [.. store.Snapshot.DependentsOf(owner.Uid).Where(each => each.Type == type && each.ControllerUid() == owner.Uid)
            .OrderBy(each => each.Name, StringComparer.Ordinal)];
    }

    public static V1LabelSelector? SelectorOf(StoredObject owner) =>
        owner.Json.At("spec", "selector") is { ValueKind: JsonValueKind.Object } selector
            ? KubernetesJson.Deserialize<V1LabelSelector>(selector)
            : null;

    public static IDictionary<string, string> LabelsOf(StoredObject stored) => (IDictionary<string, string>)stored.Labels;

    private static void Adopt(ClusterStore store, StoredObject owner, StoredObject orphan) =>
        store.Change(orphan.Type, orphan.Namespace, orphan.Name, json =>
            json.Child("metadata").ChildArray("ownerReferences").Add(ReferenceTo(owner)));
}
