using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Api;

/// <summary>A request about objects: what its address and query say.</summary>
/// <param name="Namespace">Null for all namespaces, and for objects of the whole cluster.</param>
/// <param name="Name">Null for all objects of the type.</param>
/// <param name="Subresource">Null for the object as a whole.</param>
/// <param name="Rest">What follows the subresource, as after <c>proxy</c>; empty or beginning with a slash.</param>
internal sealed record ApiRequest(
    HttpContext Http, ResourceType Type, string? Namespace, string? Name, string? Subresource, string Rest)
{
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The name of an address that has one.</summary>
    public string ObjectName => Name ?? throw new InvalidOperationException($"{Http.Request.Path} names no object");

    /// <summary>A query parameter; null when it is missing or empty.</summary>
    public string? Query(string name) => Http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    public bool QueryFlag(string name) => Query(name) is "true" or "1" or "True";

    /// <exception cref="ApiException">400: it isn't a number.</exception>
    public long? QueryNumber(string name) => Query(name) is not { } text
        ? null
        : long.TryParse(text, out var number)
            ? number
            : throw ApiException.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");

    /// <summary>Whether the write is only tried.</summary>
    /// <exception cref="ApiException">422: an unknown kind of trial.</exception>
    public bool IsDryRun => Query("dryRun") switch
    {
        null => false,
        "All" => true,
        var other => throw ApiException.Invalid(
            Type, "", [FieldError.NotSupported("dryRun", other, "All")]),
    };

    public WriteOptions WriteOptions => new() { DryRun = IsDryRun, Subresource = Subresource };
}
