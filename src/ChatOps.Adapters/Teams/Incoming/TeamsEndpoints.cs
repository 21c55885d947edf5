using ChatOps.Adapters.Teams.Incoming.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChatOps.Adapters.Teams.Incoming;

/// <summary>Teams' one route, behind <see cref="TeamsDoor"/>.</summary>
internal static class TeamsEndpoints
{
    /// <summary>Where the Bot Framework hands over activities.</summary>
    public const string Messages = "/api/messages";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        // The token takes the place of an antiforgery token: no browser can make it.
        endpoints.MapPost(Messages, ReceiveAsync).DisableAntiforgery();

    private static async Task<IResult> ReceiveAsync(HttpContext context, TeamsDoor door, TeamsInbox inbox)
    {
        var admission = await door.AdmitAsync(context);
        if (admission.Activity is not { } activity)
        {
            return TypedResults.StatusCode(admission.Status);
        }

        var answer = await inbox.TakeAsync(activity, context.RequestAborted);
        return answer switch
        {
            null => TypedResults.Ok(),
            { Body: { } body } => TypedResults.Json(body, statusCode: answer.HttpStatus),
            _ => TypedResults.StatusCode(answer.HttpStatus),
        };
    }
}
