using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Patching;

/// <summary>The set of fields a manager applied, in the notation of managedFields: <c>f:name</c> for a field,
/// <c>k:{"name":"main"}</c> for an item of a keyed list.</summary>
internal static class FieldSet
{
    /// <summary>The fields an applied configuration sets.</summary>
    public static JsonObject Of(JsonObject applied)
    {
        var set = new JsonObject();
        foreach (var (name, value) in applied)
        {
            set[$"f:{name}"] = value switch
            {
                JsonObject inner => Of(inner),
                JsonArray items when MergeKeys.Of(name, items) is { } key => OfItems(items, key),
                _ => new JsonObject(),
            };
        }

        return set;
    }

    /// <summary>Removes from an object what a manager applied before and applies no longer.</summary>
    public static void RemoveDropped(JsonObject target, JsonObject before, JsonObject now)
    {
        foreach (var (entry, value) in before)
        {
            var (name, inner) = (entry[2..], (JsonObject)value!);
            if (!now.TryGetPropertyValue(entry, out var still))
            {
                target.Remove(name);
            }
            else if (target[name] is JsonObject child)
            {
                RemoveDropped(child, inner, (JsonObject)still!);
            }
            else if (target[name] is JsonArray list)
            {
                RemoveDroppedItems(list, inner, (JsonObject)still!);
            }
        }
    }

    private static JsonObject OfItems(JsonArray items, string key)
    {
        var set = new JsonObject();
        foreach (var item in items.OfType<JsonObject>())
        {
            set[$"k:{new JsonObject { [key] = item[key]?.DeepClone() }.ToJsonString(JsonAccess.Compact)}"] = Of(item);
        }

        return set;
    }

    private static void RemoveDroppedItems(JsonArray list, JsonObject before, JsonObject now)
    {
        foreach (var (entry, value) in before.Where(entry => entry.Key.StartsWith("k:")))
        {
            var (key, keyValue) = ((JsonObject)JsonNode.Parse(entry[2..])!).First();
            if (MergeKeys.Find(list, key, keyValue) is not { } item)
            {
                continue;
            }

            if (now.TryGetPropertyValue(entry, out var still))
            {
                RemoveDropped(item, (JsonObject)value!, (JsonObject)still!);
            }
            else
            {
                list.Remove(item);
            }
        }
    }
}
