using System.Text.Json.Nodes;
using ChatOps.Simulator.Access;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>Answers TokenRequests: tokens by which a program is a service account.</summary>
internal sealed class TokenEndpoint(ClusterStore store, ServiceAccountTokens tokens, TimeProvider time)
{
    private const long ShortestSeconds = 600;
    private const long UsualSeconds = 3600;

    public async Task CreateAsync(ApiRequest request)
    {
        var asked = await RequestBody.ReadObjectAsync(request);
        var account = store.Get(request.Type, request.Namespace, request.ObjectName);
        var seconds = asked.Number("spec", "expirationSeconds") ?? UsualSeconds;
        if (seconds < ShortestSeconds)
        {
            throw ApiException.Invalid(
                ResourceTypes.TokenRequests,
                request.ObjectName,
                [FieldError.Invalid("spec.expirationSeconds", $"{seconds}", "may not specify a duration less than 10 minutes")]);
        }

        var until = time.GetUtcNow().AddSeconds(seconds);
        asked["apiVersion"] = ResourceTypes.TokenRequests.ApiVersion;
        asked["kind"] = ResourceTypes.TokenRequests.Kind;
        asked["status"] = new JsonObject
        {
            ["token"] = tokens.Issue(account, until),
            ["expirationTimestamp"] = Timestamps.Write(until),
        };
        await request.Http.Response.WriteAsync(201, asked);
    }
}
