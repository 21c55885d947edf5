using ChatOps.Chat;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;

namespace ChatOps.Adapters.Teams.Identity;

/// <summary>Tokens of Microsoft Entra for a single-tenant app, kept by Microsoft's own library until they end.</summary>
public sealed class EntraTokens(IOptions<TeamsOptions> options, IHttpClientFactory http, TimeProvider time)
    : IBotTokens, IMsalHttpClientFactory, IDisposable
{
    /// <summary>The name of the client that talks with Entra.</summary>
    public const string ClientName = "entra";

    /// <summary>The least time between two tokens that are fetched since Teams took none: it may be the bot that it refuses.</summary>
    public static readonly TimeSpan BetweenRefusals = TimeSpan.FromMinutes(1);

    private static readonly string[] Scopes = ["https://api.botframework.com/.default"];

    /// <summary>One at a time: whoever waits finds the token that the first one got.</summary>
    private readonly SemaphoreSlim _fetching = new(1, 1);

    private IConfidentialClientApplication? _app;
    private DateTimeOffset _notBefore;

    public async Task<string?> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        if (options.Value.AppId.Length == 0)
        {
            return null;
        }

        await _fetching.WaitAsync(cancellationToken);
        try
        {
            // Of many calls that were refused with the same token the first one fetches another; the rest find that.
            var kept = await FetchAsync(isForced: false, cancellationToken);
            return kept == refused ? await RenewAsync(kept, cancellationToken) : kept;
        }
        catch (MsalServiceException no) when (no.StatusCode is >= 400 and < 500 and not (408 or 429) && no.ErrorCode != "temporarily_unavailable")
        {
            throw new ChatRefusedException(
                $"Entra gives the bot no token ({no.ErrorCode}): check Teams:AppId, Teams:TenantId and Teams:ClientSecret, which may have expired.");
        }
        catch (Exception away) when (away is MsalException or HttpRequestException)
        {
            throw new ChatUnavailableException("Entra, which gives the bot its tokens, can't be reached.", retryAfter: null, away);
        }
        finally
        {
            _fetching.Release();
        }
    }

    public void Dispose() => _fetching.Dispose();

    HttpClient IMsalHttpClientFactory.GetHttpClient() => http.CreateClient(ClientName);

    private async Task<string> RenewAsync(string refused, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() < _notBefore)
        {
            return refused;
        }

        _notBefore = time.GetUtcNow() + BetweenRefusals;
        return await FetchAsync(isForced: true, cancellationToken);
    }

    private async Task<string> FetchAsync(bool isForced, CancellationToken cancellationToken)
    {
        _app ??= Build(options.Value);
        return (await _app.AcquireTokenForClient(Scopes).WithForceRefresh(isForced).ExecuteAsync(cancellationToken)).AccessToken;
    }

    private IConfidentialClientApplication Build(TeamsOptions teams) =>
        ConfidentialClientApplicationBuilder.Create(teams.AppId)
            .WithClientSecret(teams.ClientSecret)
            .WithAuthority($"{teams.LoginUrl.AbsoluteUri.TrimEnd('/')}/{teams.TenantId}")
            .WithHttpClientFactory(this)
            .Build();
}
