using System.Net;
using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Chat.Incoming;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Adapters.Teams.Incoming.Tokens;

/// <summary>
/// Stands before the route: only what the Bot Framework signed for this bot, about its own tenant and for a service URL that
/// the bot may answer, gets in. Every refusal says nothing, and comes before any effect.
/// </summary>
public sealed partial class TeamsDoor(
    TokenCheck tokens, SigningKeys keys, IOptions<TeamsOptions> options, TeamsRefusals refusals, ILogger<TeamsDoor> logger)
{
    private const string TeamsChannel = "msteams";
    private const string ServiceUrlClaim = "serviceurl";

    /// <summary>What a page of another site or a tunnel sends along, which end on this machine too; the emulator sends none.</summary>
    private static readonly string[] Elsewhere = [HeaderNames.Origin, "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Original-For", "X-Real-IP"];

    /// <returns>The activity, or with what status it is refused.</returns>
    public async Task<Admission> AdmitAsync(HttpContext context)
    {
        JsonWebToken? token = null;
        if (!IsEmulated(context))
        {
            try
            {
                token = await tokens.TryAsync(context);
            }
            catch (InvalidOperationException unreadable)
            {
                LogNoKeys(unreadable.Message);
                return Refuse(TeamsRefusals.NoKeys, StatusCodes.Status503ServiceUnavailable);
            }

            if (token is null)
            {
                return Refuse(TeamsRefusals.Forged, StatusCodes.Status401Unauthorized);
            }
        }

        return await ReadAsync(context.Request, token, context.RequestAborted);
    }

    /// <summary>What carries a token never is: a bad one must not become better by being passed over.</summary>
    private bool IsEmulated(HttpContext context) =>
        options.Value.AllowUnauthenticated
        && !context.Request.Headers.ContainsKey(HeaderNames.Authorization)
        && !Elsewhere.Any(context.Request.Headers.ContainsKey)
        && context.Connection.RemoteIpAddress is { } caller
        && IPAddress.IsLoopback(caller);

    private async Task<Admission> ReadAsync(HttpRequest request, JsonWebToken? token, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadAsync(request.Body, cancellationToken) is not { } body)
        {
            return Refuse(TeamsRefusals.TooLarge, StatusCodes.Status413PayloadTooLarge);
        }

        if (Activity.From(JsonFields.Parse(body)) is not { } activity)
        {
            return Refuse(TeamsRefusals.Malformed, StatusCodes.Status400BadRequest);
        }

        if (await ReasonAgainstAsync(activity, token, cancellationToken) is { } reason)
        {
            LogRefused(reason, $"{activity}", activity.ServiceUrl);
            return Refuse(reason, StatusCodes.Status403Forbidden);
        }

        return new(activity, StatusCodes.Status200OK);
    }

    /// <param name="token">Null where none is asked for.</param>
    private async Task<string?> ReasonAgainstAsync(Activity activity, JsonWebToken? token, CancellationToken cancellationToken)
    {
        if (token is not null
            && (activity.ChannelId != TeamsChannel || !await keys.EndorsesAsync(token.Kid, activity.ChannelId, cancellationToken)))
        {
            return TeamsRefusals.NotEndorsed;
        }

        if ((token is not null && !IsFor(token, activity.ServiceUrl))
            || !Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var serviceUrl)
            || !options.Value.IsTrusted(serviceUrl))
        {
            return TeamsRefusals.ForeignService;
        }

        return IsOwnTenant(activity.TenantIds) ? null : TeamsRefusals.ForeignTenant;
    }

    private static bool IsFor(JsonWebToken token, string serviceUrl) =>
        token.TryGetClaim(ServiceUrlClaim, out var claim) && claim.Value.Equals(serviceUrl, StringComparison.OrdinalIgnoreCase);

    /// <summary>The token says nothing of the tenant, so all that the activity says must be the bot's own. The emulator may have none.</summary>
    private bool IsOwnTenant(IReadOnlyList<string> tenants) =>
        options.Value.TenantId.Length == 0
        || (tenants is [var only] && only.Equals(options.Value.TenantId, StringComparison.OrdinalIgnoreCase));

    private Admission Refuse(string reason, int status)
    {
        refusals.Count(reason);
        return new(Activity: null, status);
    }

    [LoggerMessage(LogLevel.Warning, "Refused ({Reason}) {Activity} from {ServiceUrl}")]
    private partial void LogRefused(string reason, string activity, string serviceUrl);

    [LoggerMessage(LogLevel.Error, "The Bot Framework's keys can't be read, so nobody is let in: {Reason}")]
    private partial void LogNoKeys(string reason);
}

/// <summary>What the door says.</summary>
/// <param name="Activity">Null for what is refused.</param>
/// <param name="Status">The HTTP status of a refusal.</param>
public sealed record Admission(Activity? Activity, int Status);
