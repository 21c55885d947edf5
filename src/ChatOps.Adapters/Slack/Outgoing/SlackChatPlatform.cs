using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>
/// Slack as a way out. A message goes out by the Web API; into a channel that the bot is not in it goes out by the
/// response_url of a command that was typed there lately, if there is one.
/// </summary>
public sealed class SlackChatPlatform(SlackWebApi api, ResponseUrlMessages answers) : IChatPlatform
{
    public const string PlatformName = "slack";

    public string Name => PlatformName;

    /// <inheritdoc/>
    /// <remarks>
    /// Slack knows no key against doubles. Only what certainly was not posted is tried again in here (no connection, or rate
    /// limited); after <see cref="ChatUnavailableException"/> without a RetryAfter the message may have arrived all the same,
    /// and posting again may show it twice.
    /// </remarks>
    public async Task<string> PostAsync(
        Conversation conversation, Message message, CancellationToken cancellationToken)
    {
        var reply = await api.PostAsync(
            new(
                conversation.Channel,
                SlackMessage.Fallback(message),
                SlackMessage.Render(message),
                SlackMessageId.ThreadOf(conversation.Thread),
                SlackMetadata.For(Guid.NewGuid())),
            cancellationToken);
        if (reply is { Ok: true, Channel: { } channel, Ts: { } timestamp })
        {
            return new SlackMessageId(channel, timestamp).ToString();
        }

        return reply.IsNotInChannel()
            && await answers.TryPostAsync(conversation.Channel, message, cancellationToken) is { } answered
            ? answered
            : throw SlackErrors.AsException(reply, conversation.Channel);
    }

    /// <inheritdoc/>
    public async Task<bool> UpdateAsync(
        Conversation conversation, string messageId, Message message, CancellationToken cancellationToken)
    {
        if (ResponseUrlMessages.IsId(messageId))
        {
            return await answers.UpdateAsync(messageId, message, cancellationToken);
        }

        var (channel, timestamp) = SlackMessageId.Parse(messageId) ?? new(conversation.Channel, messageId);
        var reply = await api.UpdateAsync(
            new(channel, timestamp, SlackMessage.Fallback(message), SlackMessage.Render(message)), cancellationToken);
        return reply.Ok ? true : throw SlackErrors.AsException(reply, channel);
    }

    /// <inheritdoc/>
    /// <remarks>Slack does not say which message a response_url posted.</remarks>
    public bool HeadsThread(string messageId) => !ResponseUrlMessages.IsId(messageId);

    public async Task CheckAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var reply = await api.FindChannelAsync(conversation.Channel, cancellationToken);
        if (reply.Refusal is { } refusal)
        {
            throw SlackErrors.AsException(reply with { Error = refusal }, conversation.Channel);
        }
    }
}
