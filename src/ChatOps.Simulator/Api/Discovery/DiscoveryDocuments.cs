using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Discovery;

/// <summary>What the API serves, one document a group and version, as older clients ask for it.</summary>
internal static class DiscoveryDocuments
{
    public static readonly IReadOnlyList<(string Group, string Version)> Groups =
        [.. ResourceTypes.All.Select(type => (type.Group, type.Version)).Distinct()];

    /// <summary>The document at a path; null when there is none.</summary>
    public static JsonObject? At(string path) => path.Trim('/').Split('/') switch
    {
        ["api"] => CoreVersions(),
        ["apis"] => GroupList(),
        ["apis", var group] when Groups.Any(one => one.Group == group) => Group(group, standalone: true),
        ["api", "v1"] => Resources("", "v1"),
        ["apis", var group, var version] when Groups.Contains((group, version)) => Resources(group, version),
        _ => null,
    };

    private static JsonObject CoreVersions() => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(),
    };

    private static JsonObject GroupList() => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray(
            [.. Groups.Where(one => one.Group.Length > 0).Select(one => Group(one.Group, standalone: false))]),
    };

    private static JsonObject Group(string group, bool standalone)
    {
        var versions = Groups.Where(one => one.Group == group).Select(one => Version(group, one.Version)).ToList();
        var json = standalone ? new JsonObject { ["kind"] = "APIGroup", ["apiVersion"] = "v1" } : [];
        json["name"] = group;
        json["preferredVersion"] = versions[0].DeepClone();
        json["versions"] = new JsonArray([.. versions]);
        return json;
    }

    private static JsonObject Version(string group, string version) =>
        new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };

    private static JsonObject Resources(string group, string version) => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
        ["resources"] = new JsonArray(
            [.. ResourceTypes.All.Where(type => type.Group == group && type.Version == version).SelectMany(Entries)]),
    };

    private static IEnumerable<JsonObject> Entries(ResourceType type)
    {
        var entry = new JsonObject
        {
            ["name"] = type.Plural,
            ["singularName"] = type.Singular,
            ["namespaced"] = type.Namespaced,
            ["kind"] = type.Kind,
            ["verbs"] = Texts(Verbs.Of(type)),
        };
        if (type.ShortNames.Count > 0)
        {
            entry["shortNames"] = Texts(type.ShortNames);
        }

        if (type.Categories.Count > 0)
        {
            entry["categories"] = Texts(type.Categories);
        }

        yield return entry;
        foreach (var subresource in type.Subresources)
        {
            yield return Entry(type, subresource);
        }
    }

    private static JsonObject Entry(ResourceType type, string subresource)
    {
        var (group, version, kind) = Verbs.KindOf(type, subresource);
        var entry = new JsonObject
        {
            ["name"] = $"{type.Plural}/{subresource}",
            ["singularName"] = "",
            ["namespaced"] = type.Namespaced,
        };
        if (group != type.Group)
        {
            entry["group"] = group;
            entry["version"] = version;
        }

        entry["kind"] = kind;
        entry["verbs"] = Texts(Verbs.Of(subresource));
        return entry;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
