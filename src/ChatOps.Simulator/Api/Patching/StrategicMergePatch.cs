using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Patching;

/// <summary>Strategic merge patch: a merge patch that knows the lists of Kubernetes. Items are merged by their key, and
/// directives (<c>$patch</c>, <c>$retainKeys</c>, <c>$deleteFromPrimitiveList/...</c>, <c>$setElementOrder/...</c>) say more.</summary>
internal static class StrategicMergePatch
{
    private const string Patch = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string DeleteFrom = "$deleteFromPrimitiveList/";
    private const string SetOrder = "$setElementOrder/";

    public static void Apply(JsonObject target, JsonObject patch)
    {
        if (patch.Text(Patch) == "replace")
        {
            target.Clear();
        }

        KeepOnlyRetained(target, patch);
        foreach (var (name, value) in patch)
        {
            if (name.StartsWith(DeleteFrom) && value is JsonArray unwanted)
            {
                RemoveValues(target, name[DeleteFrom.Length..], unwanted);
            }
            else if (!name.StartsWith('$'))
            {
                Merge(target, name, value);
            }
        }

        foreach (var (name, value) in patch.Where(field => field.Key.StartsWith(SetOrder)))
        {
            Reorder(target, name[SetOrder.Length..], (JsonArray)value!);
        }
    }

    private static void Merge(JsonObject target, string name, JsonNode? value)
    {
        switch (value)
        {
            case null:
            case JsonObject when ((JsonObject)value).Text(Patch) == "delete":
                target.Remove(name);
                break;
            case JsonObject inner:
                Apply(target.Child(name), inner);
                break;
            case JsonArray items when MergeKeys.Of(name, items) is { } key:
                MergeItems(target.ChildArray(name), items, key);
                break;
            case JsonArray values when MergeKeys.IsSet(name):
                AddValues(target.ChildArray(name), values);
                break;
            default:
                target[name] = value.DeepClone();
                break;
        }
    }

    private static void MergeItems(JsonArray list, JsonArray items, string key)
    {
        if (items.OfType<JsonObject>().Any(item => item.Text(Patch) == "replace"))
        {
            list.Clear();
        }

        foreach (var item in items.OfType<JsonObject>().Where(item => item.ContainsKey(key)))
        {
            var existing = MergeKeys.Find(list, key, item[key]);
            if (item.Text(Patch) == "delete")
            {
                list.Remove(existing);
            }
            else if (existing is not null)
            {
                Apply(existing, item);
            }
            else
            {
                var added = new JsonObject();
                Apply(added, item);
                list.Add(added);
            }
        }
    }

    private static void AddValues(JsonArray list, JsonArray values)
    {
        foreach (var value in values.Where(value => !list.Any(has => JsonNode.DeepEquals(has, value))))
        {
            list.Add(value?.DeepClone());
        }
    }

    private static void RemoveValues(JsonObject target, string name, JsonArray unwanted)
    {
        if (target[name] is JsonArray list)
        {
            list.RemoveAll(has => unwanted.Any(value => JsonNode.DeepEquals(has, value)));
        }
    }

    private static void KeepOnlyRetained(JsonObject target, JsonObject patch)
    {
        if (patch[RetainKeys] is not JsonArray retained)
        {
            return;
        }

        var keep = retained.Select(key => (string?)key).ToHashSet();
        foreach (var name in target.Select(field => field.Key).Where(name => !keep.Contains(name)).ToList())
        {
            target.Remove(name);
        }
    }

    private static void Reorder(JsonObject target, string name, JsonArray order)
    {
        if (target[name] is not JsonArray list)
        {
            return;
        }

        var key = MergeKeys.Of(name, list);
        var sorted = list.OrderBy(Position).ToList();
        list.Clear();
        foreach (var item in sorted)
        {
            list.Add(item);
        }

        // What the order doesn't mention keeps its place after what it does.
        int Position(JsonNode? item)
        {
            for (var i = 0; i < order.Count; i++)
            {
                if (key is null
                    ? JsonNode.DeepEquals(order[i], item)
                    : JsonNode.DeepEquals((order[i] as JsonObject)?[key], (item as JsonObject)?[key]))
                {
                    return i;
                }
            }

            return order.Count;
        }
    }
}
