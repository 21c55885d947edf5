using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Validating;

/// <summary>What the rules of a role must say.</summary>
internal static class RoleRules
{
    public static IEnumerable<FieldError> Check(ResourceType type, JsonObject role) =>
        role.Items("rules").OfType<JsonObject>().SelectMany((rule, index) => Check(type, rule, $"rules[{index}]"));

    private static IEnumerable<FieldError> Check(ResourceType type, JsonObject rule, string field)
    {
        if (!rule.Items("verbs").Any())
        {
            yield return FieldError.Required($"{field}.verbs", "verbs must contain at least one value");
        }

        var paths = rule["nonResourceURLs"] as JsonArray ?? [];
        if (paths.Count > 0 && type.Namespaced)
        {
            yield return FieldError.Invalid(
                $"{field}.nonResourceURLs", paths.ToJsonString(), "namespaced rules cannot apply to non-resource URLs");
        }

        if (paths.Count > 0)
        {
            yield break;
        }

        if (!rule.Items("apiGroups").Any())
        {
            yield return FieldError.Required($"{field}.apiGroups", "resource rules must supply at least one api group");
        }

        if (!rule.Items("resources").Any())
        {
            yield return FieldError.Required($"{field}.resources", "resource rules must supply at least one resource");
        }
    }
}
