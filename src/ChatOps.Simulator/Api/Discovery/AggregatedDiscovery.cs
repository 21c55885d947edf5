using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Discovery;

/// <summary>What the API serves, in one document for all groups, as newer clients ask for it.</summary>
internal static class AggregatedDiscovery
{
    public const string ContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    public static bool IsAskedFor(string accept) => accept.Replace(" ", "").Contains(ContentType, StringComparison.Ordinal);

    /// <summary>The document at a path; null when there is none.</summary>
    public static JsonObject? At(string path) => path.Trim('/') switch
    {
        "api" => Document(group => group.Length == 0),
        "apis" => Document(group => group.Length > 0),
        _ => null,
    };

    private static JsonObject Document(Func<string, bool> includes) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/v2",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. DiscoveryDocuments.Groups.Where(one => includes(one.Group)).GroupBy(one => one.Group).Select(Group)]),
    };

    private static JsonObject Group(IGrouping<string, (string Group, string Version)> group) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = group.Key },
        ["versions"] = new JsonArray([.. group.Select(one => new JsonObject
        {
            ["version"] = one.Version,
            ["resources"] = new JsonArray(
                [.. ResourceTypes.All.Where(type => type.Group == one.Group && type.Version == one.Version).Select(Resource)]),
            ["freshness"] = "Current",
        })]),
    };

    private static JsonObject Resource(ResourceType type) => new()
    {
        ["resource"] = type.Plural,
        ["responseKind"] = Kind(type.Group, type.Version, type.Kind),
        ["scope"] = type.Namespaced ? "Namespaced" : "Cluster",
        ["singularResource"] = type.Singular,
        ["verbs"] = Texts(Verbs.Of(type)),
        ["shortNames"] = Texts(type.ShortNames),
        ["categories"] = Texts(type.Categories),
        ["subresources"] = new JsonArray([.. type.Subresources.Select(subresource => Subresource(type, subresource))]),
    };

    private static JsonObject Subresource(ResourceType type, string subresource)
    {
        var (group, version, kind) = Verbs.KindOf(type, subresource);
        return new JsonObject
        {
            ["subresource"] = subresource,
            ["responseKind"] = Kind(group, version, kind),
            ["verbs"] = Texts(Verbs.Of(subresource)),
        };
    }

    private static JsonObject Kind(string group, string version, string kind) =>
        new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
