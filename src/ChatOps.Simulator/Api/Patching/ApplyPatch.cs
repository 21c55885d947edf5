using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Patching;

/// <summary>Server-side apply: what a manager applies is merged in, what it applied before and leaves out is taken away.
/// Conflicts between managers are not looked for: the last one to apply wins, as with <c>force</c>.</summary>
internal static class ApplyPatch
{
    /// <param name="manager">Who applies, such as <c>kubectl</c>.</param>
    public static void Apply(JsonObject target, JsonObject applied, string manager, string apiVersion, DateTimeOffset now)
    {
        var fields = FieldSet.Of(Configured(applied));
        var entries = target.Child("metadata").ChildArray("managedFields");
        var entry = entries.OfType<JsonObject>()
            .FirstOrDefault(one => one.Text("manager") == manager && one.Text("operation") == "Apply");
        if (entry?["fieldsV1"] is JsonObject before)
        {
            FieldSet.RemoveDropped(target, before, fields);
        }

        StrategicMergePatch.Apply(target, applied);
        if (entry is not null && JsonNode.DeepEquals(entry["fieldsV1"], fields))
        {
            return;
        }

        entries.Remove(entry);
        entries.Add(new JsonObject
        {
            ["manager"] = manager,
            ["operation"] = "Apply",
            ["apiVersion"] = apiVersion,
            ["time"] = Timestamps.Write(now),
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = fields,
        });
    }

    /// <summary>Without what says which object is meant: nobody owns that.</summary>
    private static JsonObject Configured(JsonObject applied)
    {
        var configured = (JsonObject)applied.DeepClone();
        configured.Remove("apiVersion");
        configured.Remove("kind");
        if (configured["metadata"] is JsonObject metadata)
        {
            foreach (var field in (string[])["name", "namespace", "uid", "resourceVersion", "managedFields"])
            {
                metadata.Remove(field);
            }
        }

        return configured;
    }
}
