using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Patching;

/// <summary>A patch as a client sent it.</summary>
/// <param name="Body">What is to be done to the object.</param>
/// <param name="MayCreate">Whether it makes the object when there is none, as server-side apply does.</param>
internal sealed record ObjectPatch(JsonNode Body, Action<JsonObject> Apply, bool MayCreate)
{
    private static readonly string[] Kinds =
    [
        "application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json",
        "application/apply-patch+yaml",
    ];

    /// <exception cref="ApiException">The patch is of no known kind, or can't be read.</exception>
    public static async Task<ObjectPatch> ReadAsync(ApiRequest request, TimeProvider time)
    {
        var kind = RequestBody.MediaType(request);
        if (!Kinds.Contains(kind))
        {
            throw new ApiException(
                415,
                "UnsupportedMediaType",
                $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", Kinds)}");
        }

        var body = await RequestBody.ReadAsync(request) ?? throw ApiException.BadRequest("the patch is empty");
        return (kind, body) switch
        {
            ("application/json-patch+json", JsonArray operations) =>
                new(body, target => JsonPatch.Apply(target, operations), false),
            ("application/merge-patch+json", JsonObject merge) =>
                new(body, target => MergePatch.Apply(target, merge), false),
            ("application/strategic-merge-patch+json", JsonObject strategic) =>
                new(body, target => StrategicMergePatch.Apply(target, strategic), false),
            ("application/apply-patch+yaml", JsonObject applied) => Applied(request, applied, time),
            _ => throw ApiException.BadRequest("json: cannot unmarshal the patch: it has the wrong form"),
        };
    }

    private static ObjectPatch Applied(ApiRequest request, JsonObject applied, TimeProvider time)
    {
        var manager = request.Query("fieldManager")
            ?? throw ApiException.BadRequest("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        return new(
            applied,
            target => ApplyPatch.Apply(target, applied, manager, request.Type.ApiVersion, time.GetUtcNow()),
            MayCreate: request.Subresource is null);
    }
}
