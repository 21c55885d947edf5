using ChatOps.Adapters.Wire;
using ChatOps.Chat;
using Polly.Timeout;
using Refit;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>Calls the Bot Connector and tells its answers from its absence.</summary>
public sealed class ConnectorClient(IConnectorApi api, TimeProvider time)
{
    /// <returns>The ids, or null where Teams took it and named none.</returns>
    /// <inheritdoc cref="IChatPlatform.PostAsync" path="/exception"/>
    public Task<ConnectorReply?> BeginAsync(Uri serviceUrl, NewConversation conversation, CancellationToken cancellationToken) =>
        CallAsync(() => api.BeginAsync(serviceUrl, conversation, cancellationToken), cancellationToken);

    /// <inheritdoc cref="BeginAsync"/>
    public Task<ConnectorReply?> PostAsync(
        Uri serviceUrl, string conversationId, ConnectorActivity activity, CancellationToken cancellationToken) =>
        CallAsync(() => api.PostAsync(serviceUrl, conversationId, activity, cancellationToken), cancellationToken);

    /// <summary>Posts what must not stand there twice: after trouble it may have arrived.</summary>
    /// <inheritdoc cref="BeginAsync"/>
    public Task<ConnectorReply?> PostOnceAsync(
        Uri serviceUrl, string conversationId, ConnectorActivity activity, CancellationToken cancellationToken) =>
        CallAsync(() => api.PostOnceAsync(serviceUrl, conversationId, activity, once: true, cancellationToken), cancellationToken);

    /// <inheritdoc cref="IChatPlatform.UpdateAsync" path="/exception"/>
    public Task ReplaceAsync(
        Uri serviceUrl, string conversationId, string activityId, ConnectorActivity activity, CancellationToken cancellationToken) =>
        CallAsync(() => api.ReplaceAsync(serviceUrl, conversationId, activityId, activity, cancellationToken), cancellationToken);

    /// <summary>Somebody in a conversation.</summary>
    /// <inheritdoc cref="IChatPlatform.CheckAsync" path="/exception"/>
    public Task<ConnectorMember?> FindMemberAsync(
        Uri serviceUrl, string conversationId, string userId, CancellationToken cancellationToken) =>
        CallAsync(() => api.FindMemberAsync(serviceUrl, conversationId, userId, cancellationToken), cancellationToken);

    /// <summary>Looks whether the bot is in a conversation.</summary>
    /// <inheritdoc cref="IChatPlatform.CheckAsync" path="/exception"/>
    public Task CheckAsync(Uri serviceUrl, string conversationId, CancellationToken cancellationToken) =>
        CallAsync(() => api.ListMembersAsync(serviceUrl, conversationId, cancellationToken), cancellationToken);

    private async Task<TReply?> CallAsync<TReply>(Func<Task<IApiResponse<TReply>>> call, CancellationToken cancellationToken)
        where TReply : class
    {
        try
        {
            using var response = await call();
            cancellationToken.ThrowIfCancellationRequested();
            return response.IsReceived && (int)response.StatusCode! < 300 ? response.Content : throw Unusable(response);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ChatUnavailableException($"Teams can't be reached: {e.Message}", retryAfter: null, e);
        }
    }

    /// <summary>Refit's exception is left behind, since it holds the request with the token; what caused it is passed on.</summary>
    private Exception Unusable(IApiResponse response)
    {
        if (response.IsReceived)
        {
            return ConnectorErrors.AsException(
                response.StatusCode!.Value, // received, so it has one
                (response.Error as ApiException)?.Content,
                RetryAfter.From(response.Headers!, time));
        }

        var cause = response.Error?.InnerException;
        return cause is ChatRefusedException or ChatUnavailableException
            ? cause
            : new ChatUnavailableException($"Teams can't be reached: {cause?.Message}", retryAfter: null, cause);
    }
}
