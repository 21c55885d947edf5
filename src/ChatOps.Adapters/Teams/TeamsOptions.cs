namespace ChatOps.Adapters.Teams;

/// <summary>
/// How to talk with Microsoft Teams. Without an <see cref="AppId"/>, and without <see cref="AllowUnauthenticated"/>, Teams is
/// switched off: no route, no client.
/// </summary>
public sealed class TeamsOptions
{
    public const string Section = "Teams";

    /// <summary>Source: Microsoft's Agents-for-net, OutboundHostValidator, and teams.net for the clouds of governments.</summary>
    private static readonly string[] MicrosoftsOwnHosts =
    [
        "smba.trafficmanager.net", "*.botframework.com", "teams.microsoft.com", "teams.microsoft.us",
        "smba.infra.gcc.teams.microsoft.com", "smba.infra.gov.teams.microsoft.us", "smba.infra.dod.teams.microsoft.us",
    ];

    /// <summary>The application (client) id of the bot's registration in Entra, a GUID: the audience of every token that comes in.</summary>
    public string AppId { get; init; } = "";

    /// <summary>The tenant, a GUID, whose people the bot listens to and in which it is registered (single-tenant).</summary>
    public string TenantId { get; init; } = "";

    /// <summary>The client secret of the registration, with which the bot fetches its own tokens.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>
    /// Lets in what carries no token, as Bot Framework's emulator and the Teams playground send it: from this machine alone, in
    /// the environment Development alone.
    /// </summary>
    public bool AllowUnauthenticated { get; init; }

    /// <summary>Where the keys are described with which incoming tokens are signed: https, or http on a loopback address.</summary>
    public Uri MetadataUrl { get; init; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /// <summary>Who issues incoming tokens; "https://api.botframework.us" in the cloud of the US government.</summary>
    public string Issuer { get; init; } = "https://api.botframework.com";

    /// <summary>Where the bot fetches its own tokens, without the tenant: https.</summary>
    public Uri LoginUrl { get; init; } = new("https://login.microsoftonline.com/");

    /// <summary>Where conversations are reached that the bot has heard nothing from yet: https, or http on a loopback address.</summary>
    public Uri ServiceUrl { get; init; } = new("https://smba.trafficmanager.net/teams/");

    /// <summary>
    /// Hosts, without port, to which the bot's token may be sent; "*.example.com" for all below one. Empty means Microsoft's own.
    /// Always https, except on a loopback host that is named here.
    /// </summary>
    public IReadOnlyList<string> ServiceUrlHosts { get; init; } = [];

    public bool IsOn => AppId.Length > 0 || AllowUnauthenticated;

    /// <summary>Whether the bot's messages, and its token with them, may go there.</summary>
    public bool IsTrusted(Uri serviceUrl)
    {
        if (!serviceUrl.IsAbsoluteUri || serviceUrl.UserInfo.Length > 0)
        {
            return false;
        }

        var isNamed = (ServiceUrlHosts.Count > 0 ? ServiceUrlHosts : MicrosoftsOwnHosts).Any(host => Matches(host, serviceUrl.Host));
        return serviceUrl.Scheme == Uri.UriSchemeHttps
            ? isNamed
            : serviceUrl.Scheme == Uri.UriSchemeHttp && serviceUrl.IsLoopback && (isNamed || AllowUnauthenticated);
    }

    private static bool Matches(string pattern, string host) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
