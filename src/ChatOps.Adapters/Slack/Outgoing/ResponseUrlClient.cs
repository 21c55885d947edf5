using System.Net;
using System.Net.Http.Json;
using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Adapters.Wire;
using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>Sends to response_urls. They carry no token: whoever knows the address may write, so no exception names it.</summary>
public sealed class ResponseUrlClient(HttpClient http, TimeProvider time)
{
    /// <exception cref="ChatRefusedException">Slack does not take it: used up, expired, or not a message.</exception>
    /// <exception cref="ChatUnavailableException">Slack is away or asks to wait.</exception>
    public async Task SendAsync(ResponseUrl url, ResponseUrlMessage message, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(url, message, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var reason = $"Slack answered HTTP {(int)response.StatusCode} to an answer by response_url.";
        throw response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            ? new ChatUnavailableException(reason, RetryAfter.From(response.Headers, time))
            : new ChatRefusedException($"{reason} Invite the bot to the channel with /invite.");
    }

    private async Task<HttpResponseMessage> ExchangeAsync(
        ResponseUrl url, ResponseUrlMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await http.PostAsJsonAsync(url.Address, message, SlackJson.Options, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ChatUnavailableException($"Slack can't be reached: {e.Message}", retryAfter: null, e);
        }
    }
}
