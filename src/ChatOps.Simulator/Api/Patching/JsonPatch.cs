using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Patching;

/// <summary>JSON patch (RFC 6902): a list of operations, all or none of them.</summary>
internal static class JsonPatch
{
    /// <exception cref="ApiException">422: an operation can't be done.</exception>
    public static void Apply(JsonObject target, JsonArray operations)
    {
        foreach (var operation in operations)
        {
            if (operation is not JsonObject one)
            {
                throw Refuse("an operation must be an object");
            }

            Apply(target, one);
        }
    }

    private static void Apply(JsonObject target, JsonObject operation)
    {
        var path = Pointer(operation, "path");
        switch (operation.Text("op"))
        {
            case "add":
                Add(target, path, operation["value"]?.DeepClone());
                break;
            case "remove":
                Remove(target, path);
                break;
            case "replace":
                Remove(target, path);
                Add(target, path, operation["value"]?.DeepClone());
                break;
            case "move":
                Add(target, path, Remove(target, Pointer(operation, "from")));
                break;
            case "copy":
                Add(target, path, Find(target, Pointer(operation, "from"))?.DeepClone());
                break;
            case "test":
                Test(target, path, operation);
                break;
            default:
                throw Refuse($"unexpected kind: {operation["op"]}");
        }
    }

    private static void Test(JsonObject target, string[] path, JsonObject operation)
    {
        if (!JsonNode.DeepEquals(Find(target, path), operation["value"]))
        {
            throw Refuse($"testing value {operation.Text("path")} failed: test failed");
        }
    }

    private static string[] Pointer(JsonObject operation, string field) =>
        operation.Text(field) is { } pointer && (pointer.Length == 0 || pointer[0] == '/')
            ? [.. pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/").Replace("~0", "~"))]
            : throw Refuse($"\"{field}\" must be a path that begins with a slash");

    private static JsonNode? Find(JsonNode? node, ReadOnlySpan<string> path)
    {
        foreach (var part in path)
        {
            node = node switch
            {
                JsonObject map when map.TryGetPropertyValue(part, out var value) => value,
                JsonArray list => list[Index(list, part, list.Count - 1)],
                _ => throw Missing(part),
            };
        }

        return node;
    }

    private static void Add(JsonObject target, string[] path, JsonNode? value)
    {
        switch (Parent(target, path))
        {
            case JsonObject map:
                map[path[^1]] = value;
                break;
            case JsonArray list when path[^1] == "-":
                list.Add(value);
                break;
            case JsonArray list:
                list.Insert(Index(list, path[^1], list.Count), value);
                break;
            default:
                throw Missing(path[^1]);
        }
    }

    private static JsonNode? Remove(JsonObject target, string[] path)
    {
        switch (Parent(target, path))
        {
            case JsonObject map when map.TryGetPropertyValue(path[^1], out var value):
                map.Remove(path[^1]);
                return value;
            case JsonArray list:
                var index = Index(list, path[^1], list.Count - 1);
                var item = list[index];
                list.RemoveAt(index);
                return item;
            default:
                throw Missing(path[^1]);
        }
    }

    private static JsonNode? Parent(JsonObject target, string[] path) =>
        path.Length > 0 ? Find(target, path.AsSpan(0, path.Length - 1)) : throw Refuse("the whole object can't be replaced");

    private static int Index(JsonArray list, string part, int last) =>
        int.TryParse(part, out var index) && index >= 0 && index <= last ? index : throw Missing(part);

    private static ApiException Missing(string part) => Refuse($"there is no \"{part}\" at that path: missing value");

    private static ApiException Refuse(string why) =>
        new(422, "Invalid", $"the server rejected our request due to an error in our request: {why}");
}
