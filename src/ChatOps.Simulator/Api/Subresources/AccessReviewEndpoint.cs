using System.Text.Json.Nodes;
using ChatOps.Simulator.Access;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>Answers what the asking client may do.</summary>
/// <param name="guard">Null where nothing is enforced: then everybody may do everything.</param>
internal sealed class AccessReviewEndpoint(AccessGuard? guard)
{
    public async Task CreateAsync(ApiRequest request)
    {
        var review = await RequestBody.ReadObjectAsync(request);
        review["apiVersion"] = request.Type.ApiVersion;
        review["kind"] = request.Type.Kind;
        review.Child("metadata");
        review["status"] = request.Type == ResourceTypes.SelfSubjectRulesReviews
            ? RulesFor(request, review.Text("spec", "namespace"))
            : Verdict(request, review.Child("spec"));
        await request.Http.Response.WriteAsync(201, review);
    }

    private JsonObject Verdict(ApiRequest request, JsonObject spec)
    {
        var verdict = guard?.Judge(request.Http, AccessQuestion.In(spec)) ?? new(true, "");
        var status = new JsonObject { ["allowed"] = verdict.IsAllowed };
        if (verdict.Reason.Length > 0)
        {
            status["reason"] = verdict.Reason;
        }

        return status;
    }

    private JsonObject RulesFor(ApiRequest request, string? ns)
    {
        if (ns is not { Length: > 0 })
        {
            throw ApiException.BadRequest("no namespace on request");
        }

        var rules = (guard?.RulesFor(request.Http, ns) ?? RoleRule.Everything).ToLookup(rule => rule.Paths.Count == 0);
        return new JsonObject
        {
            ["resourceRules"] = new JsonArray([.. rules[true].Select(rule => rule.ToJson())]),
            ["nonResourceRules"] = new JsonArray([.. rules[false].Select(rule => rule.ToJson())]),
            ["incomplete"] = false,
        };
    }
}
