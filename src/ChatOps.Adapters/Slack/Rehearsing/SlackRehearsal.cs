using System.Text;
using ChatOps.Adapters.Slack.Identity;
using ChatOps.Adapters.Slack.Incoming;
using ChatOps.Rehearsing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack.Rehearsing;

/// <summary>
/// Hands the slash command's endpoint a request as Slack would sign it: verified, read, taken to the desk and answered in
/// blocks. Its text is no command, and what nobody understood is answered and not audited.
/// </summary>
/// <remarks>By Socket Mode there is no such endpoint, and nothing to rehearse here.</remarks>
internal sealed class SlackRehearsal(
    EndpointDataSource endpoints,
    IServiceScopeFactory scopes,
    SlackIdentity identity,
    IOptions<SlackOptions> options,
    TimeProvider time) : IRehearsal
{
    private const string NoCommand = "?";

    public async Task RehearseAsync(CancellationToken cancellationToken)
    {
        var endpoint = endpoints.Endpoints.OfType<RouteEndpoint>()
            .FirstOrDefault(candidate => candidate.RoutePattern.RawText == SlackEndpoints.Command);
        if (endpoint?.RequestDelegate is { } handle)
        {
            await using var scope = scopes.CreateAsyncScope();
            await handle(Signed(scope.ServiceProvider, cancellationToken));
        }
    }

    private DefaultHttpContext Signed(IServiceProvider services, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(
            $"text={Uri.EscapeDataString(NoCommand)}&user_id=U0&channel_id=C0&trigger_id=rehearsal"
            + $"&team_id={identity.HomeBy(options.Value)}&api_app_id={options.Value.AppId}");
        var timestamp = $"{time.GetUtcNow().ToUnixTimeSeconds()}";
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = cancellationToken };
        context.Request.Method = HttpMethods.Post;
        context.Request.ContentType = "application/x-www-form-urlencoded";
        context.Request.Body = new MemoryStream(body, writable: false);
        context.Request.Headers["X-Slack-Request-Timestamp"] = timestamp;
        context.Request.Headers["X-Slack-Signature"] = SlackSignature.Sign(options.Value.SigningSecret, timestamp, body);
        context.Response.Body = Stream.Null;
        return context;
    }
}
