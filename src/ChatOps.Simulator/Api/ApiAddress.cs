using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Api;

/// <summary>Reads addresses of objects: <c>/api/v1/...</c> and <c>/apis/GROUP/VERSION/...</c>.</summary>
internal static class ApiAddress
{
    /// <summary>What the address of a request means; null when nothing is served there.</summary>
    public static ApiRequest? Read(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", "v1", .. var rest] => InVersion(http, "v1", rest),
            ["apis", var group, var version, .. var rest] => InVersion(http, $"{group}/{version}", rest),
            _ => null,
        };
    }

    private static ApiRequest? InVersion(HttpContext http, string apiVersion, ReadOnlySpan<string> parts)
    {
        // Below namespaces/NAME there are other types, except for a namespace's own parts.
        if (parts is ["namespaces", var ns, var plural, .. var rest]
            && !ResourceTypes.Namespaces.Has(plural)
            && ResourceTypes.OfPlural(apiVersion, plural) is { Namespaced: true } type)
        {
            return OfType(http, type, ns, rest);
        }

        return parts is [var name, .. var inner] && ResourceTypes.OfPlural(apiVersion, name) is { } found
            ? OfType(http, found, null, inner)
            : null;
    }

    private static ApiRequest? OfType(HttpContext http, ResourceType type, string? ns, ReadOnlySpan<string> parts)
    {
        var needsNamespace = type.Namespaced && ns is null;
        return parts switch
        {
            [] => new(http, type, ns, null, null, ""),
            _ when needsNamespace => null,
            [var name] => new(http, type, ns, name, null, ""),
            [var name, var subresource, .. var rest] when type.Has(subresource) =>
                new(http, type, ns, name, subresource, RestOfPath(http, rest)),
            _ => null,
        };
    }

    private static string RestOfPath(HttpContext http, ReadOnlySpan<string> parts)
    {
        var rest = parts.IsEmpty ? "" : "/" + string.Join('/', parts);
        return rest.Length > 0 && http.Request.Path.Value!.EndsWith('/') ? rest + "/" : rest;
    }
}
