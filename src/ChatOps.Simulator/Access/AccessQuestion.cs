using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Access;

/// <summary>May somebody do this? Either something with objects, or something with a path that names none.</summary>
/// <param name="Verb">Such as <c>deletecollection</c>; for a path the HTTP method in small letters.</param>
/// <param name="Resource">The plural, such as <c>pods</c>; empty for a path.</param>
/// <param name="Subresource">Empty for the object as a whole.</param>
/// <param name="Namespace">Empty for the whole cluster.</param>
/// <param name="Name">Empty for all, and for those that are not there yet.</param>
/// <param name="Path">Only where no objects are meant.</param>
internal sealed record AccessQuestion(
    string Verb,
    string Group = "",
    string Resource = "",
    string Subresource = "",
    string Namespace = "",
    string Name = "",
    string? Path = null)
{
    private static readonly string[] PartsOfNamespaces = ["status", "finalize"];

    /// <summary>As roles spell it: <c>pods/log</c>.</summary>
    public string FullResource => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";

    /// <summary>What a request asks for, by its address alone: also for what is not served.
    /// (https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb)</summary>
    public static AccessQuestion In(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["api", _, var first, .. var rest] => AboutObjects(request, "", [first, .. rest]),
            ["apis", var group, _, var first, .. var rest] => AboutObjects(request, group, [first, .. rest]),
            _ => new(request.Method.ToLowerInvariant(), Path: path),
        };
    }

    /// <summary>What the spec of a SelfSubjectAccessReview asks.</summary>
    public static AccessQuestion In(JsonObject spec) => spec["nonResourceAttributes"] is JsonObject path
        ? new(path.Text("verb") ?? "", Path: path.Text("path") ?? "")
        : new(
            spec.Text("resourceAttributes", "verb") ?? "",
            spec.Text("resourceAttributes", "group") ?? "",
            spec.Text("resourceAttributes", "resource") ?? "",
            spec.Text("resourceAttributes", "subresource") ?? "",
            spec.Text("resourceAttributes", "namespace") ?? "",
            spec.Text("resourceAttributes", "name") ?? "");

    /// <summary>The refusal, in the words of a real API server.</summary>
    /// <param name="reason">Why no rule could say yes, when something is wrong with the rules; else empty.</param>
    public ApiException Refuse(ApiUser user, string reason)
    {
        var why = $"User \"{user.Name}\" cannot {Verb} {What()}{(reason.Length == 0 ? "" : $": {reason}")}";
        return Path is not null
            ? new ApiException(403, "Forbidden", $"forbidden: {why}", [])
            : new ApiException(403, "Forbidden", $"{Subject()} is forbidden: {why}", Details());
    }

    private static AccessQuestion AboutObjects(HttpRequest request, string group, string[] parts)
    {
        // A namespace's own parts are about it; anything else below it is about what is in it.
        var ns = parts is ["namespaces", var inside, ..] ? inside : "";
        var rest = parts is ["namespaces", _, var next, ..] && !PartsOfNamespaces.Contains(next) ? parts[2..] : parts;
        var name = rest.ElementAtOrDefault(1) ?? "";
        var verb = VerbOf(request, isOne: name.Length > 0);
        return new(
            verb,
            group,
            rest[0],
            rest.ElementAtOrDefault(2) ?? "",
            ns,
            verb is "list" or "watch" && name.Length == 0 ? OnlyName(request) : name);
    }

    private static string VerbOf(HttpRequest request, bool isOne) => (request.Method, isOne) switch
    {
        ("GET" or "HEAD", true) => "get",
        ("GET" or "HEAD", false) => request.Query["watch"] is [("true" or "1"), ..] ? "watch" : "list",
        ("POST", _) => "create",
        ("PUT", _) => "update",
        ("PATCH", _) => "patch",
        ("DELETE", true) => "delete",
        ("DELETE", false) => "deletecollection",
        _ => request.Method.ToLowerInvariant(),
    };

    /// <summary>Rules with resourceNames hold for lists and watches that ask for a single object.</summary>
    private static string OnlyName(HttpRequest request) =>
        $"{request.Query["fieldSelector"]}".Split('=') is ["metadata.name", .., { Length: > 0 } name] ? name : "";

    private string What() => Path is not null
        ? $"path \"{Path}\""
        : $"resource \"{FullResource}\" in API group \"{Group}\" "
            + (Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{Namespace}\"");

    private string Subject()
    {
        var type = Group.Length == 0 ? Resource : $"{Resource}.{Group}";
        return Name.Length == 0 ? type : $"{type} \"{Name}\"";
    }

    private JsonObject Details()
    {
        var details = new JsonObject();
        foreach (var (field, value) in ((string, string)[])[("name", Name), ("group", Group), ("kind", Resource)])
        {
            if (value.Length > 0)
            {
                details[field] = value;
            }
        }

        return details;
    }
}
