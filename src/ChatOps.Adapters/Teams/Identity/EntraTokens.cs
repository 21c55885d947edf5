using ChatOps.Chat;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;

namespace ChatOps.Adapters.Teams.Identity;

/// <summary>Tokens of Microsoft Entra for a single-tenant app, kept by Microsoft's own library until they end.</summary>
public sealed class EntraTokens(IOptions<TeamsOptions> options) : IBotTokens, IDisposable
{
    private static readonly string[] Scopes = ["https://api.botframework.com/.default"];

    private readonly Lazy<IConfidentialClientApplication> _app = new(() => Build(options.Value));

    /// <summary>One at a time: whoever waits finds the token that the first one got.</summary>
    private readonly SemaphoreSlim _fetching = new(1, 1);

    public async Task<string?> GetAsync(bool isFresh, CancellationToken cancellationToken)
    {
        if (options.Value.AppId.Length == 0)
        {
            return null;
        }

        await _fetching.WaitAsync(cancellationToken);
        try
        {
            var fetched = await _app.Value.AcquireTokenForClient(Scopes).WithForceRefresh(isFresh).ExecuteAsync(cancellationToken);
            return fetched.AccessToken;
        }
        catch (MsalServiceException refused) when (refused.StatusCode is >= 400 and < 500 and not (408 or 429) && refused.ErrorCode != "temporarily_unavailable")
        {
            throw new ChatRefusedException(
                $"Entra gives the bot no token ({refused.ErrorCode}): check Teams:AppId, Teams:TenantId and Teams:ClientSecret, which may have expired.");
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

    private static IConfidentialClientApplication Build(TeamsOptions options) =>
        ConfidentialClientApplicationBuilder.Create(options.AppId)
            .WithClientSecret(options.ClientSecret)
            .WithAuthority($"{options.LoginUrl.AbsoluteUri.TrimEnd('/')}/{options.TenantId}")
            .Build();
}
