using System.Text;
using System.Text.Json;
using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Chat.Incoming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>Slack's routes, all behind <see cref="SlackVerification"/>; a further one is one more line in <see cref="Map"/>.</summary>
internal static class SlackEndpoints
{
    private const string Group = "/slack";
    private const string CommandInGroup = "/command";
    private const string EventInGroup = "/event";

    /// <summary>Where slash commands come in.</summary>
    public const string Command = Group + CommandInGroup;

    /// <summary>Where events come in.</summary>
    public const string Event = Group + EventInGroup;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // The signature takes the place of an antiforgery token: no browser can make it.
        var slack = endpoints.MapGroup(Group).AddEndpointFilter<RouteGroupBuilder, SlackVerification>().DisableAntiforgery();
        slack.MapPost(CommandInGroup, AnswerCommandAsync);
        slack.MapPost("/action", TakeActionAsync);
        slack.MapPost(EventInGroup, TakeEventAsync);
    }

    private static async Task<IResult> AnswerCommandAsync(HttpContext context, SlackInbox inbox)
    {
        if (await SlackForm.ReadAsync(context.Request) is not { } form)
        {
            return TypedResults.BadRequest();
        }

        return SslCheck.Is(form)
            ? TypedResults.Ok()
            : Answer(context, await inbox.CommandAsync(Origin.OfCommand(form), SlashCommand.From(form), context.RequestAborted));
    }

    private static async Task<IResult> TakeActionAsync(HttpContext context, SlackInbox inbox)
    {
        if (await SlackForm.ReadAsync(context.Request) is not { } form)
        {
            return TypedResults.BadRequest();
        }

        if (SslCheck.Is(form))
        {
            return TypedResults.Ok();
        }

        JsonElement? payload = form["payload"] is [{ } only] ? JsonFields.Parse(Encoding.UTF8.GetBytes(only)) : null;
        return Answer(context, await inbox.InteractionAsync(payload, context.RequestAborted));
    }

    private static async Task<IResult> TakeEventAsync(HttpContext context, SlackInbox inbox)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return Answer(context, await inbox.EventAsync(JsonFields.Parse(body.ToArray()), context.RequestAborted));
    }

    private static IResult Answer(HttpContext context, Receipt receipt)
    {
        if (receipt.Verdict is Verdict.Taken)
        {
            return receipt.Answer is null ? TypedResults.Ok() : TypedResults.Json(receipt.Answer, SlackJson.Options);
        }

        if (receipt.Verdict is Verdict.TooEarly)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        // The same bytes would be refused again, so Slack need not send this event anew.
        context.Response.Headers["X-Slack-No-Retry"] = "1";
        return receipt.Verdict is Verdict.Foreign
            ? TypedResults.StatusCode(StatusCodes.Status403Forbidden)
            : TypedResults.BadRequest();
    }
}
