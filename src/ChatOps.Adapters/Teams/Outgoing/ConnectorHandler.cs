using System.Net;
using System.Net.Http.Headers;
using ChatOps.Adapters.Teams.Identity;
using ChatOps.Chat;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>
/// Sends a call where its conversation is, with the bot's token, and nowhere that is not trusted with it. A token that is refused
/// is fetched anew once.
/// </summary>
internal sealed class ConnectorHandler(IBotTokens tokens, IOptions<TeamsOptions> options) : DelegatingHandler
{
    /// <summary>The property of a call that says where its conversation is.</summary>
    public const string ServiceUrl = "serviceUrl";

    /// <summary>Stands in an address until the service URL takes its place.</summary>
    public static readonly Uri Anywhere = new("https://connector.invalid");

    private static readonly HttpRequestOptionsKey<Uri> ServiceUrlKey = new(ServiceUrl);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Address(request);
        await AuthorizeAsync(request, refused: null, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.Unauthorized || request.Headers.Authorization?.Parameter is not { } refused)
        {
            return response;
        }

        response.Dispose();
        await AuthorizeAsync(request, refused, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    /// <exception cref="ChatRefusedException">The service URL is not trusted.</exception>
    private void Address(HttpRequestMessage request)
    {
        if (!request.Options.TryGetValue(ServiceUrlKey, out var serviceUrl) || request.RequestUri is not { } address)
        {
            throw new InvalidOperationException("A call without a service URL.");
        }

        if (!options.Value.IsTrusted(serviceUrl))
        {
            throw new ChatRefusedException(
                $"The conversation is at {serviceUrl.Host}, which is not trusted with the bot's token: see Teams:ServiceUrlHosts.");
        }

        // A second try has its address already.
        request.RequestUri = address.Host == Anywhere.Host
            ? new Uri($"{serviceUrl.AbsoluteUri.TrimEnd('/')}{address.PathAndQuery}")
            : address;
    }

    private async Task AuthorizeAsync(HttpRequestMessage request, string? refused, CancellationToken cancellationToken) =>
        request.Headers.Authorization = await tokens.GetAsync(refused, cancellationToken) is { } token
            ? new AuthenticationHeaderValue("Bearer", token)
            : null;
}
