using System.Net.Http.Headers;
using ChatOps.Adapters.Wire;
using ChatOps.Chat;
using Microsoft.Extensions.Logging;
using Polly.Timeout;
using Refit;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>Calls Slack's Web API and tells its answers from its absence.</summary>
public sealed partial class SlackWebApi(ISlackApi api, TimeProvider time, ILogger<SlackWebApi> logger)
{
    /// <summary>
    /// Posts once. Slack has no key against doubles, so what may have arrived is not sent again here; it carries an id of
    /// its own that is in the log then, by which a double can be recognised.
    /// </summary>
    /// <returns>Slack's reply, whether ok or not.</returns>
    /// <exception cref="ChatUnavailableException">Slack gave no usable answer; the message may have been posted all the same.</exception>
    public async Task<SlackReply> PostAsync(NewSlackMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(() => api.PostMessageAsync(message, cancellationToken), cancellationToken);
        }
        catch (ChatUnavailableException e) when (e.RetryAfter is null)
        {
            LogUnanswered(message.Channel, message.Metadata.EventPayload.Id, e.Message);
            throw;
        }
    }

    /// <inheritdoc cref="PostAsync"/>
    public Task<SlackReply> UpdateAsync(SlackMessageUpdate update, CancellationToken cancellationToken) =>
        CallAsync(() => api.UpdateAsync(update, cancellationToken), cancellationToken);

    /// <inheritdoc cref="PostAsync"/>
    public Task<SlackReply> PostEphemeralAsync(EphemeralSlackMessage message, CancellationToken cancellationToken) =>
        CallAsync(() => api.PostEphemeralAsync(message, cancellationToken), cancellationToken);

    /// <inheritdoc cref="PostAsync"/>
    public Task<SlackReply> OpenViewAsync(NewSlackView view, CancellationToken cancellationToken) =>
        CallAsync(() => api.OpenViewAsync(view, cancellationToken), cancellationToken);

    /// <returns>Whose token the bot has, or why Slack does not take it.</returns>
    /// <exception cref="ChatUnavailableException">Slack gave no usable answer.</exception>
    public Task<AuthTestReply> TestAuthAsync(CancellationToken cancellationToken) =>
        CallAsync(() => api.TestAuthAsync(cancellationToken), cancellationToken);

    /// <summary>The same with what stands beside it in the answer.</summary>
    /// <inheritdoc cref="TestAuthAsync" path="/exception"/>
    public async Task<ExaminedToken> ExamineTokenAsync(CancellationToken cancellationToken)
    {
        HttpResponseHeaders? headers = null;
        var reply = await CallAsync(
            async () =>
            {
                var response = await api.TestAuthAsync(cancellationToken);
                headers = response.Headers;
                return response;
            },
            cancellationToken);
        return new(reply, ScopesIn(headers), headers?.Date);
    }

    /// <inheritdoc cref="TestAuthAsync" path="/exception"/>
    public Task<GroupMembersReply> ListGroupAsync(string group, CancellationToken cancellationToken) =>
        CallAsync(() => api.ListGroupAsync(group, cancellationToken), cancellationToken);

    /// <inheritdoc cref="TestAuthAsync" path="/exception"/>
    public Task<UserReply> GetUserAsync(string user, CancellationToken cancellationToken) =>
        CallAsync(() => api.GetUserAsync(user, cancellationToken), cancellationToken);

    public Task<ChannelReply> FindChannelAsync(string channel, CancellationToken cancellationToken) =>
        CallAsync(() => api.FindChannelAsync(channel, cancellationToken), cancellationToken);

    /// <param name="appToken">The app-level token, "xapp-...".</param>
    /// <inheritdoc cref="TestAuthAsync" path="/exception"/>
    public Task<ConnectionReply> OpenConnectionAsync(string appToken, CancellationToken cancellationToken) =>
        CallAsync(() => api.OpenConnectionAsync($"Bearer {appToken}", cancellationToken), cancellationToken);

    /// <summary>Source: docs.slack.dev, "Scopes and permissions": X-OAuth-Scopes lists what the token may.</summary>
    private static string[]? ScopesIn(HttpResponseHeaders? headers) =>
        headers is not null && headers.TryGetValues("X-OAuth-Scopes", out var lists)
            ? [.. lists.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]
            : null;

    private async Task<TReply> CallAsync<TReply>(
        Func<Task<IApiResponse<TReply>>> call, CancellationToken cancellationToken)
        where TReply : class, ISlackReply
    {
        try
        {
            using var response = await call();
            cancellationToken.ThrowIfCancellationRequested();
            return response.Content ?? throw Unusable(response);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ChatUnavailableException($"Slack can't be reached: {e.Message}", retryAfter: null, e);
        }
    }

    /// <summary>
    /// No reply in the response: rate-limited, an error page, or no response at all. Refit's exception is left behind, since
    /// it holds the request with the token; what caused it is passed on.
    /// </summary>
    private ChatUnavailableException Unusable(IApiResponse response) =>
        response.IsReceived
            ? new($"Slack answered with HTTP {(int)response.StatusCode!}.", RetryAfter.From(response.Headers!, time))
            : new($"Slack can't be reached: {response.Error?.InnerException?.Message}", null, response.Error?.InnerException);

    [LoggerMessage(
        LogLevel.Warning, "No answer to message {MessageId} in {Channel}, which may have been posted: {Reason}")]
    private partial void LogUnanswered(string channel, Guid messageId, string reason);
}
