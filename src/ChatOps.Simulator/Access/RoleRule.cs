using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Access;

/// <summary>One rule of a role (https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole).</summary>
internal sealed record RoleRule(
    IReadOnlyList<string> Verbs,
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Resources,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Paths)
{
    private const string All = "*";

    /// <summary>Everything: what holds where nothing is enforced.</summary>
    public static readonly IReadOnlyList<RoleRule> Everything = [new([All], [All], [All], [], []), new([All], [], [], [], [All])];

    public static RoleRule Read(JsonElement rule) => new(
        Texts(rule, "verbs"),
        Texts(rule, "apiGroups"),
        Texts(rule, "resources"),
        Texts(rule, "resourceNames"),
        Texts(rule, "nonResourceURLs"));

    public bool Allows(AccessQuestion question) => Has(Verbs, question.Verb)
        && (question.Path is { } path
            ? Paths.Any(pattern => IsPath(pattern, path))
            : Has(Groups, question.Group) && HasResource(question) && (Names.Count == 0 || Names.Contains(question.Name)));

    /// <summary>As a SelfSubjectRulesReview tells it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["verbs"] = Texts(Verbs) };
        if (Paths.Count > 0)
        {
            json["nonResourceURLs"] = Texts(Paths);
            return json;
        }

        json["apiGroups"] = Texts(Groups);
        json["resources"] = Texts(Resources);
        if (Names.Count > 0)
        {
            json["resourceNames"] = Texts(Names);
        }

        return json;
    }

    private bool HasResource(AccessQuestion question) => Has(Resources, question.FullResource)
        || (question.Subresource.Length > 0 && Resources.Contains($"*/{question.Subresource}"));

    private static bool Has(IReadOnlyList<string> allowed, string asked) => allowed.Contains(All) || allowed.Contains(asked);

    private static bool IsPath(string pattern, string path) => pattern.EndsWith('*')
        ? path.StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal)
        : pattern == path;

    private static IReadOnlyList<string> Texts(JsonElement rule, string field) =>
        [.. rule.Items(field).Select(item => item.GetString() ?? "")];

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
