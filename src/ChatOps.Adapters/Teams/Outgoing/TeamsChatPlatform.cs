using ChatOps.Adapters.Teams.Cards;
using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Chat;
using ChatOps.Chat.Answering;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>Teams as a way out. In a team's channel everything stands in a thread; what has none begins one.</summary>
public sealed class TeamsChatPlatform(
    ConnectorClient connector, ServiceUrls serviceUrls, WaitingAnswers<DirectAnswer> answers, IOptions<TeamsOptions> options)
    : IChatPlatform
{
    public string Name => TeamsPlatform.Name;

    /// <inheritdoc/>
    /// <remarks>What is too long for one card follows in another message, a moment later.</remarks>
    public async Task<string> PostAsync(Conversation conversation, Message message, CancellationToken cancellationToken)
    {
        var card = AdaptiveCard.Render(message, message.IsKeptUpToDate);
        var id = await PostAsync(
            conversation, ConnectorActivity.Of(card, calls: !message.Addressees.IsEmpty), cancellationToken);
        if (card.Rest.Count > 0)
        {
            answers.Add(DirectAnswer.Following(card.Rest, Below(conversation, id)));
        }

        return $"{id}";
    }

    /// <summary>Says something in several cards, one below the other.</summary>
    /// <inheritdoc cref="IChatPlatform.PostAsync" path="/exception"/>
    public async Task PostAsync(Conversation conversation, IReadOnlyList<RenderedCard> cards, CancellationToken cancellationToken)
    {
        foreach (var card in cards)
        {
            conversation = Below(
                conversation, await PostAsync(conversation, ConnectorActivity.Of(card, calls: false), cancellationToken));
        }
    }

    /// <inheritdoc/>
    public async Task<bool> UpdateAsync(
        Conversation conversation, string messageId, Message message, CancellationToken cancellationToken)
    {
        if (TeamsMessageId.Parse(messageId) is not { ActivityId.Length: > 0 } id)
        {
            // Teams took it and did not say which it is: only the end is worth a second message.
            return message.IsLast ? throw new ChatMessageGoneException("Teams named no id for the message.") : false;
        }

        // What it has no room for was said below it when it was posted; later only the card itself is kept up to date.
        var card = AdaptiveCard.Render(message, refreshes: message.IsKeptUpToDate);
        await connector.ReplaceAsync(
            await serviceUrls.OfAsync(conversation.Channel, cancellationToken),
            id.WireId,
            id.ActivityId,
            ConnectorActivity.Of(card, calls: false),
            cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>Only a team's channel has threads.</remarks>
    public bool HeadsThread(string messageId) =>
        TeamsMessageId.Parse(messageId) is { } id && TeamsPlace.IsChannel(id.WireId) && TeamsMessageId.ThreadOf(messageId) is not null;

    public async Task CheckAsync(Conversation conversation, CancellationToken cancellationToken) =>
        await connector.CheckAsync(
            await serviceUrls.OfAsync(conversation.Channel, cancellationToken), conversation.Channel, cancellationToken);

    /// <summary>The thread that a message was posted in or begins.</summary>
    private static Conversation Below(Conversation conversation, TeamsMessageId message) =>
        conversation with { Thread = TeamsMessageId.ThreadOf($"{message}") };

    private async Task<TeamsMessageId> PostAsync(
        Conversation conversation, ConnectorActivity activity, CancellationToken cancellationToken)
    {
        var (channel, thread) = (conversation.Channel, TeamsMessageId.ThreadOf(conversation.Thread));
        var serviceUrl = await serviceUrls.OfAsync(channel, cancellationToken);
        if (thread is null && TeamsPlace.IsChannel(channel))
        {
            return await BeginThreadAsync(serviceUrl, channel, activity, cancellationToken);
        }

        var wire = TeamsPlace.Wire(channel, thread);
        var reply = await connector.PostAsync(serviceUrl, wire, activity, cancellationToken);
        return new(wire, reply?.Id ?? "");
    }

    private async Task<TeamsMessageId> BeginThreadAsync(
        Uri serviceUrl, string channel, ConnectorActivity activity, CancellationToken cancellationToken)
    {
        var begun = new NewConversation(IsGroup: true, new($"28:{options.Value.AppId}"), options.Value.TenantId)
        {
            ChannelData = new(new(channel), new(options.Value.TenantId)),
            Activity = activity,
        };
        var reply = await connector.BeginAsync(serviceUrl, begun, cancellationToken);
        var first = reply?.ActivityId ?? TeamsPlace.Of(reply?.Id ?? "", "", "").Thread ?? "";
        return new(TeamsPlace.Wire(channel, first.Length > 0 ? first : null), first);
    }
}
