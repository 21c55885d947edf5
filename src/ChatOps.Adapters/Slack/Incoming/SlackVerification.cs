using System.Globalization;
using ChatOps.Chat.Incoming;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>
/// Stands before every Slack route: only a request that Slack signed within the last five minutes gets through, once, and
/// what gets through is parsed from the very bytes that were verified. Every refusal is a 401 that says nothing.
/// </summary>
/// <remarks>
/// A replay that comes to another host, or after a restart, passes here; the command desk acts once per request id, which
/// it keeps in the database.
/// </remarks>
public sealed class SlackVerification(
    IOptions<SlackOptions> options, SignatureMemory memory, SlackRefusals refusals, TimeProvider time) : IEndpointFilter
{
    private const string SignatureHeader = "X-Slack-Signature";

    /// <summary>How far a timestamp may be from now, in either direction.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await RequestBody.ReadAsync(http.Request.Body, http.RequestAborted) is not { } body)
        {
            return Refuse(SlackRefusals.TooLarge);
        }

        http.Request.Body = new MemoryStream(body, writable: false);
        if (ReasonAgainst(http.Request.Headers, body) is not { } reason)
        {
            return await OnceAsync(http.Request.Headers[SignatureHeader]!, context, next); // there, or it would not match
        }

        // Slack's probe of the endpoint's certificate may come unsigned; nothing else in such a form is looked at.
        return await SslCheck.IsAsync(http.Request) ? TypedResults.Ok() : Refuse(reason);
    }

    /// <summary>Lets a signed request in once; what came to nothing may come again.</summary>
    private async ValueTask<object?> OnceAsync(
        string signature, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // Events may be sent again by Slack itself, and are known by ids of their own.
        if (context.HttpContext.Request.Path.StartsWithSegments(SlackEndpoints.Event))
        {
            return await next(context);
        }

        if (!memory.TryTake(signature))
        {
            return Refuse(SlackRefusals.Replayed);
        }

        var isAnswered = false;
        try
        {
            var answer = await next(context);
            isAnswered = answer is not IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status500InternalServerError };
            return answer;
        }
        finally
        {
            if (!isAnswered)
            {
                memory.GiveBack(signature);
            }
        }
    }

    private IResult Refuse(string reason)
    {
        refusals.Count(reason);
        return TypedResults.Unauthorized();
    }

    /// <summary>Null for what Slack signed lately. What is stale is called so only when the signature is right.</summary>
    private string? ReasonAgainst(IHeaderDictionary headers, byte[] body)
    {
        if (headers["X-Slack-Request-Timestamp"] is not [{ } timestamp]
            || headers[SignatureHeader] is not [{ } signature]
            || !SlackSignature.Matches(options.Value.SigningSecret, timestamp, body, signature))
        {
            return SlackRefusals.Forged;
        }

        return IsRecent(timestamp) ? null : SlackRefusals.Stale;
    }

    private bool IsRecent(string timestamp) =>
        timestamp.Length <= 12 // what a DateTimeOffset can hold, and no year needs more
        && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= Window.TotalSeconds;
}
