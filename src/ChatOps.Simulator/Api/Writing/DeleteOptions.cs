using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Writing;

/// <summary>Reads how a deletion is meant, from the body or the query; the body wins.</summary>
internal static class DeleteOptions
{
    /// <exception cref="ApiException">400: it can't be read.</exception>
    public static async Task<DeleteRequest> ReadAsync(ApiRequest request) =>
        Read(request, await RequestBody.ReadAsync(request) as JsonObject ?? []);

    /// <param name="body">A DeleteOptions object; empty for none.</param>
    public static DeleteRequest Read(ApiRequest request, JsonObject body)
    {
        var policy = body.Text("propagationPolicy") ?? request.Query("propagationPolicy");
        var grace = body.Number("gracePeriodSeconds") ?? request.QueryNumber("gracePeriodSeconds");
        if (grace < 0)
        {
            throw ApiException.Invalid(
                request.Type,
                request.Name ?? "",
                [FieldError.Invalid("gracePeriodSeconds", $"{grace}", "must be greater than or equal to 0")]);
        }

        return new DeleteRequest
        {
            Uid = body.Text("preconditions", "uid"),
            ResourceVersion = body.Text("preconditions", "resourceVersion"),
            GracePeriodSeconds = grace,
            Propagation = Propagate(request, policy, body.At("orphanDependents")?.GetValue<bool>() ?? request.QueryFlag("orphanDependents")),
            DryRun = request.IsDryRun || body.Items("dryRun").Any(one => (string?)one == "All"),
        };
    }

    private static Propagation Propagate(ApiRequest request, string? policy, bool orphanDependents) => policy switch
    {
        null => orphanDependents ? Propagation.Orphan : Propagation.Background,
        "Background" => Propagation.Background,
        "Foreground" => Propagation.Foreground,
        "Orphan" => Propagation.Orphan,
        _ => throw ApiException.Invalid(
            request.Type, request.Name ?? "", [FieldError.NotSupported("propagationPolicy", policy, "Foreground", "Background", "Orphan")]),
    };
}
