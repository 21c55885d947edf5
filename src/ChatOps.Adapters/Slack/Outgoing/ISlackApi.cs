using ChatOps.Adapters.Slack.BlockKit;
using Refit;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>The methods of Slack's Web API that the bot calls. Source: docs.slack.dev, the pages of the methods' names.</summary>
public interface ISlackApi
{
    [Post("/chat.postMessage")]
    Task<IApiResponse<SlackReply>> PostMessageAsync([Body] NewSlackMessage message, CancellationToken cancellationToken);

    [Post("/chat.update")]
    Task<IApiResponse<SlackReply>> UpdateAsync([Body] SlackMessageUpdate update, CancellationToken cancellationToken);

    [Post("/chat.postEphemeral")]
    Task<IApiResponse<SlackReply>> PostEphemeralAsync([Body] EphemeralSlackMessage message, CancellationToken cancellationToken);

    [Post("/views.open")]
    Task<IApiResponse<SlackReply>> OpenViewAsync([Body] NewSlackView view, CancellationToken cancellationToken);

    [Get("/auth.test")]
    Task<IApiResponse<AuthTestReply>> TestAuthAsync(CancellationToken cancellationToken);

    /// <param name="usergroup">The group's id, "S0123ABCD". Read methods take no JSON, so it goes into the query.</param>
    [Get("/usergroups.users.list")]
    Task<IApiResponse<GroupMembersReply>> ListGroupAsync(string usergroup, CancellationToken cancellationToken);

    /// <param name="authorization">"Bearer " and the app-level token; it takes the place of the bot's.</param>
    [Post("/apps.connections.open")]
    Task<IApiResponse<ConnectionReply>> OpenConnectionAsync(
        [Header("Authorization")] string authorization, CancellationToken cancellationToken);
}

/// <summary>Arguments of chat.postMessage.</summary>
/// <param name="ThreadTs">The message to answer under, or null for the channel itself.</param>
public sealed record NewSlackMessage(
    string Channel, string Text, IReadOnlyList<Block> Blocks, string? ThreadTs, SlackMetadata Metadata)
{
    /// <summary>Slack would fetch links in what the bot says; nothing in an alert should be fetched.</summary>
    public bool UnfurlLinks { get; }

    public bool UnfurlMedia { get; }
}

/// <summary>Arguments of chat.update. The channel is an id here, never a name.</summary>
public sealed record SlackMessageUpdate(string Channel, string Ts, string Text, IReadOnlyList<Block> Blocks);

/// <summary>Arguments of chat.postEphemeral: only this user sees it, and only while there.</summary>
public sealed record EphemeralSlackMessage(
    string Channel, string User, string Text, IReadOnlyList<Block> Blocks, string? ThreadTs);

/// <summary>Arguments of views.open.</summary>
/// <param name="TriggerId">Of the click that asked for it: good once, for three seconds.</param>
public sealed record NewSlackView(string TriggerId, ModalView View);

/// <summary>An id of the bot's own on a message, unseen by people, by which a message can be told from its double.</summary>
public sealed record SlackMetadata(string EventType, SlackMetadataPayload EventPayload)
{
    public static SlackMetadata For(Guid id) => new("chatops_message", new(id));
}

public sealed record SlackMetadataPayload(Guid Id);

/// <summary>What Slack answers to any method; HTTP says 200 to nearly everything, so <see cref="Ok"/> is what counts.</summary>
public interface ISlackReply
{
    bool Ok { get; }

    /// <summary>A word such as "not_in_channel"; null when ok.</summary>
    string? Error { get; }

    /// <summary>The scope that is missing, with the error "missing_scope".</summary>
    string? Needed { get; }

    SlackReplyMetadata? ResponseMetadata { get; }
}

/// <summary>The answer to the methods that post.</summary>
public sealed record SlackReply(
    bool Ok, string? Error, string? Channel, string? Ts, string? Needed, SlackReplyMetadata? ResponseMetadata) : ISlackReply;

/// <summary>The answer of auth.test: whose token it is.</summary>
public sealed record AuthTestReply(
    bool Ok, string? Error, string? Needed, SlackReplyMetadata? ResponseMetadata, string? Team, string? TeamId, string? User, string? UserId)
    : ISlackReply;

/// <summary>The answer of usergroups.users.list: the ids of the group's people.</summary>
public sealed record GroupMembersReply(
    bool Ok, string? Error, string? Needed, SlackReplyMetadata? ResponseMetadata, IReadOnlyList<string>? Users) : ISlackReply;

/// <summary>The answer of apps.connections.open: where one WebSocket may be opened, once. The address is a secret.</summary>
public sealed record ConnectionReply(
    bool Ok, string? Error, string? Needed, SlackReplyMetadata? ResponseMetadata, Uri? Url) : ISlackReply
{
    /// <summary>Keeps the address out of logs.</summary>
    public override string ToString() => $"{nameof(ConnectionReply)} {(Ok ? "ok" : Error)}";
}

/// <param name="Messages">Details of an error; for refused blocks, which field is wrong.</param>
public sealed record SlackReplyMetadata(IReadOnlyList<string>? Messages);
