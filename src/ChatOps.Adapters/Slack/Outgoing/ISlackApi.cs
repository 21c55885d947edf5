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

/// <summary>An id of the bot's own on a message, unseen by people, by which a message can be told from its double.</summary>
public sealed record SlackMetadata(string EventType, SlackMetadataPayload EventPayload)
{
    public static SlackMetadata For(Guid id) => new("chatops_message", new(id));
}

public sealed record SlackMetadataPayload(Guid Id);

/// <summary>What Slack answers; HTTP says 200 to nearly everything, so <see cref="Ok"/> is what counts.</summary>
/// <param name="Error">A word such as "not_in_channel"; null when ok.</param>
/// <param name="Needed">The scope that is missing, with the error "missing_scope".</param>
public sealed record SlackReply(
    bool Ok, string? Error, string? Channel, string? Ts, string? Needed, SlackReplyMetadata? ResponseMetadata);

/// <param name="Messages">Details of an error; for refused blocks, which field is wrong.</param>
public sealed record SlackReplyMetadata(IReadOnlyList<string>? Messages);
