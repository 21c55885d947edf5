using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Discovery;

/// <summary>As much OpenAPI as kubectl needs: that objects can be patched, and that the server itself checks their fields.
/// Schemas are left out; kubectl then falls back on the types it knows.</summary>
internal static class OpenApiDocuments
{
    /// <summary>The document at a path; null when there is none.</summary>
    public static JsonObject? At(string path) => path.Trim('/').Split('/') switch
    {
        ["openapi", "v2"] => new JsonObject { ["swagger"] = "2.0", ["info"] = Info(), ["paths"] = new JsonObject() },
        ["openapi", "v3"] => Index(),
        ["openapi", "v3", "api", "v1"] => Document("", "v1"),
        ["openapi", "v3", "apis", var group, var version] when DiscoveryDocuments.Groups.Contains((group, version)) =>
            Document(group, version),
        _ => null,
    };

    private static JsonObject Index()
    {
        var paths = new JsonObject();
        foreach (var (group, version) in DiscoveryDocuments.Groups)
        {
            var path = Path(group, version);
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash={ClusterVersion.GitVersion}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    private static JsonObject Document(string group, string version)
    {
        var paths = new JsonObject();
        foreach (var type in ResourceTypes.All.Where(type => type.Group == group && type.Version == version && !type.Virtual))
        {
            var scope = type.Namespaced ? "/namespaces/{namespace}" : "";
            paths[$"/{Path(group, version)}{scope}/{type.Plural}/{{name}}"] = new JsonObject { ["patch"] = Patch(type) };
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = Info(),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = new JsonObject() },
        };
    }

    private static JsonObject Patch(ResourceType type) => new()
    {
        ["parameters"] = new JsonArray(Parameter("dryRun"), Parameter("fieldManager"), Parameter("fieldValidation")),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        ["x-kubernetes-action"] = "patch",
        ["x-kubernetes-group-version-kind"] = new JsonObject
        {
            ["group"] = type.Group,
            ["kind"] = type.Kind,
            ["version"] = type.Version,
        },
    };

    private static JsonObject Parameter(string name) =>
        new() { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Info() => new() { ["title"] = "Kubernetes", ["version"] = ClusterVersion.GitVersion };

    private static string Path(string group, string version) => group.Length == 0 ? $"api/{version}" : $"apis/{group}/{version}";
}
