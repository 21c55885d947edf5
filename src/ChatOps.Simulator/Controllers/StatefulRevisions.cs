using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>The templates a StatefulSet has had, kept as ControllerRevisions: the one its pods have and the one they shall get.</summary>
public sealed class StatefulRevisions
{
    public const string Label = "controller-revision-hash";

    private const long DefaultHistory = 10;

    private readonly JsonElement _currentTemplate;
    private readonly JsonElement _updateTemplate;

    private StatefulRevisions(string current, JsonElement currentTemplate, string update, JsonElement updateTemplate)
    {
        Current = current;
        _currentTemplate = currentTemplate;
        Update = update;
        _updateTemplate = updateTemplate;
    }

    /// <summary>The revision that all pods had when the last update was finished.</summary>
    public string Current { get; }

    /// <summary>The revision of the present template.</summary>
    public string Update { get; }

    public JsonElement TemplateOf(string revision) => revision == Update ? _updateTemplate : _currentTemplate;

    public static StatefulRevisions Of(ClusterStore store, StoredObject set)
    {
        var template = set.Json.At("spec", "template");
        var all = Owned(store, set);
        var update = all.LastOrDefault(each => PodTemplates.AreEqual(TemplateOf(each), template));
        if (update is null)
        {
            update = Create(store, set, template, all.Select(Number).DefaultIfEmpty(0).Max() + 1);
        }
        else if (Number(update) < all.Max(Number))
        {
            // An old template came back: it counts as the newest again.
            var next = all.Max(Number) + 1;
            update = store.Change(update.Type, update.Namespace, update.Name, json => json["revision"] = next);
        }

        var currentName = set.Json.Text("status", "currentRevision");
        var current = all.FirstOrDefault(each => each.Name == currentName) ?? update;
        Trim(store, set, all, [current.Name, update.Name]);
        return new(current.Name, TemplateOf(current), update.Name, template);
    }

    private static List<StoredObject> Owned(ClusterStore store, StoredObject set) =>
    [
        .. store.Snapshot.DependentsOf(set.Uid).Where(each => each.Type == ResourceTypes.ControllerRevisions).OrderBy(Number),
    ];

    private static long Number(StoredObject revision) => revision.Json.Number("revision") ?? 0;

    private static JsonElement TemplateOf(StoredObject revision) => revision.Json.At("data", "spec", "template");

    private static StoredObject Create(ClusterStore store, StoredObject set, JsonElement template, long number)
    {
        for (var collisions = 0L; ; collisions++)
        {
            var hash = PodTemplates.Hash(template, collisions);
            var name = $"{set.Name}-{hash}";
            if (store.Find(ResourceTypes.ControllerRevisions, set.Namespace, name) is null)
            {
                return store.Create(ResourceTypes.ControllerRevisions, new()
                {
                    ["metadata"] = new JsonObject
                    {
                        ["name"] = name,
                        ["namespace"] = set.Namespace,
                        ["labels"] = LabelsFor(template, hash),
                        ["ownerReferences"] = new JsonArray(Ownership.ReferenceTo(set)),
                    },
                    ["data"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = JsonNode.Parse(template.GetRawText()) } },
                    ["revision"] = number,
                });
            }
        }
    }

    private static JsonObject LabelsFor(JsonElement template, string hash)
    {
        var labels = template.At("metadata", "labels") is { ValueKind: JsonValueKind.Object } own
            ? (JsonObject)JsonNode.Parse(own.GetRawText())!
            : [];
        labels["controller.kubernetes.io/hash"] = hash;
        return labels;
    }

    private static void Trim(ClusterStore store, StoredObject set, List<StoredObject> all, string[] live)
    {
        var used = store.Snapshot.DependentsOf(set.Uid).Select(each => each.Labels.GetValueOrDefault(Label)).ToHashSet();
        var old = all.Where(each => !live.Contains(each.Name) && !used.Contains(each.Name)).ToList();
        var limit = set.Json.Number("spec", "revisionHistoryLimit") ?? DefaultHistory;
        foreach (var each in old.Take((int)Math.Max(0, old.Count - limit)))
        {
            store.Delete(each.Type, each.Namespace, each.Name);
        }
    }
}
