using ChatOps.Adapters.Slack.BlockKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>Slack's routes, all behind <see cref="SlackVerification"/>; a further one is one more line in <see cref="Map"/>.</summary>
internal static class SlackEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // The signature takes the place of an antiforgery token: no browser can make it.
        var slack = endpoints.MapGroup("/slack").AddEndpointFilter<RouteGroupBuilder, SlackVerification>().DisableAntiforgery();
        slack.MapPost("/command", AnswerCommandAsync);
    }

    private static async Task<IResult> AnswerCommandAsync(HttpContext context, ISlashCommandHandler handler)
    {
        if (await SlackForm.ReadAsync(context.Request) is not { } form)
        {
            return TypedResults.BadRequest();
        }

        if (SslCheck.Is(form))
        {
            return TypedResults.Ok();
        }

        return SlashCommand.From(form) is { } command
            ? TypedResults.Json(await handler.Handle(command, context.RequestAborted), SlackJson.Options)
            : TypedResults.BadRequest();
    }
}
