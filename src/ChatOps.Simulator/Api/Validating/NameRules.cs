using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Validating;

/// <summary>What names and labels may look like.</summary>
internal static partial class NameRules
{
    private const int LongestLabel = 63;
    private const int LongestSubdomain = 253;

    private const string NotALabel =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an "
        + "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    private const string NotASubdomain =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with "
        + "an alphanumeric character (e.g. 'example.com', regex used for validation is "
        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string NotALabelValue =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with "
        + "an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
        + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private static readonly ResourceType[] NamedByLabel = [ResourceTypes.Namespaces, ResourceTypes.Services];

    public static IEnumerable<FieldError> Check(ResourceType type, JsonObject json)
    {
        var name = json.Text("metadata", "name");
        if (name is null or "" && json.Text("metadata", "generateName") is null or "")
        {
            yield return FieldError.Required("metadata.name", "name or generateName is required");
        }
        else if (name is { Length: > 0 } && !IsRbac(type) && NameProblem(type, name) is { } problem)
        {
            yield return FieldError.Invalid("metadata.name", $"\"{name}\"", problem);
        }

        foreach (var error in LabelErrors(json))
        {
            yield return error;
        }
    }

    public static IEnumerable<FieldError> LabelErrors(JsonObject json) =>
        (json.At("metadata", "labels") as JsonObject ?? [])
            .Select(label => (string?)label.Value ?? "")
            .Where(value => value.Length > LongestLabel || !LabelValue().IsMatch(value))
            .Select(value => FieldError.Invalid(
                "metadata.labels", $"\"{value}\"", value.Length > LongestLabel ? "must be no more than 63 characters" : NotALabelValue));

    private static string? NameProblem(ResourceType type, string name)
    {
        if (NamedByLabel.Contains(type))
        {
            return name.Length > LongestLabel ? "must be no more than 63 characters" : Label().IsMatch(name) ? null : NotALabel;
        }

        return name.Length > LongestSubdomain
            ? "must be no more than 253 characters"
            : Subdomain().IsMatch(name) ? null : NotASubdomain;
    }

    // Roles may be named almost anything, such as system:node.
    private static bool IsRbac(ResourceType type) => type.Group == ResourceTypes.Roles.Group;

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Subdomain();

    [GeneratedRegex("^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelValue();
}
