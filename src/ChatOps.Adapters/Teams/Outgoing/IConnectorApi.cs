using Refit;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>
/// The calls of the Bot Connector that the bot makes, each at the service URL of its conversation. Source: botframework-channel.json
/// v3.1, and learn.microsoft.com, "Get Teams specific context".
/// </summary>
public interface IConnectorApi
{
    [Post("/v3/conversations")]
    Task<IApiResponse<ConnectorReply>> BeginAsync(
        [Property(ConnectorHandler.ServiceUrl)] Uri serviceUrl, [Body] NewConversation conversation, CancellationToken cancellationToken);

    [Post("/v3/conversations/{conversationId}/activities")]
    Task<IApiResponse<ConnectorReply>> PostAsync(
        [Property(ConnectorHandler.ServiceUrl)] Uri serviceUrl,
        string conversationId,
        [Body] ConnectorActivity activity,
        CancellationToken cancellationToken);

    /// <param name="once">True: nothing that may have arrived is sent again.</param>
    [Post("/v3/conversations/{conversationId}/activities")]
    Task<IApiResponse<ConnectorReply>> PostOnceAsync(
        [Property(ConnectorHandler.ServiceUrl)] Uri serviceUrl,
        string conversationId,
        [Body] ConnectorActivity activity,
        [Property(ConnectorRetries.Once)] bool once,
        CancellationToken cancellationToken);

    [Put("/v3/conversations/{conversationId}/activities/{activityId}")]
    Task<IApiResponse<ConnectorReply>> ReplaceAsync(
        [Property(ConnectorHandler.ServiceUrl)] Uri serviceUrl,
        string conversationId,
        string activityId,
        [Body] ConnectorActivity activity,
        CancellationToken cancellationToken);

    /// <param name="userId">Teams' id of the person, or the object id in Entra.</param>
    [Get("/v3/conversations/{conversationId}/members/{userId}")]
    Task<IApiResponse<ConnectorMember>> FindMemberAsync(
        [Property(ConnectorHandler.ServiceUrl)] Uri serviceUrl,
        string conversationId,
        string userId,
        CancellationToken cancellationToken);

    /// <summary>Whether the bot is in the conversation is all that is wanted of the answer.</summary>
    [Get("/v3/conversations/{conversationId}/pagedmembers?pageSize=50")]
    Task<IApiResponse<string>> ListMembersAsync(
        [Property(ConnectorHandler.ServiceUrl)] Uri serviceUrl, string conversationId, CancellationToken cancellationToken);
}
