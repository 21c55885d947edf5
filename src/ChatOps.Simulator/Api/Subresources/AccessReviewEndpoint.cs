using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>Answers whether the asking client may do something: the simulated cluster allows everything.</summary>
internal static class AccessReviewEndpoint
{
    public static async Task CreateAsync(ApiRequest request)
    {
        var review = await RequestBody.ReadObjectAsync(request);
        review["apiVersion"] = request.Type.ApiVersion;
        review["kind"] = request.Type.Kind;
        review.Child("metadata");
        review["status"] = new JsonObject { ["allowed"] = true };
        await request.Http.Response.WriteAsync(201, review);
    }
}
