using ChatOps.Adapters.Teams.Cards;
using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Chat;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>Teams as a way out. In a team's channel everything stands in a thread; what has none begins one.</summary>
public sealed class TeamsChatPlatform(
    ConnectorClient connector, ServiceUrls serviceUrls, HalfSaid halfSaid, IOptions<TeamsOptions> options)
    : IChatPlatform
{
    public string Name => TeamsPlatform.Name;

    /// <inheritdoc/>
    /// <remarks>What is too long for one card follows in others right below it.</remarks>
    public async Task<string> PostAsync(Conversation conversation, Message message, CancellationToken cancellationToken)
    {
        var head = AdaptiveCard.Render(message, message.IsKeptUpToDate);
        IReadOnlyList<RenderedCard> cards = [head, .. head.Rest];
        var (first, count) = halfSaid.Take(conversation, cards);
        try
        {
            for (; count < cards.Count; count++)
            {
                var place = first is { } known ? Below(conversation, known) : conversation;
                var calls = count == 0 && !message.Addressees.IsEmpty;
                var id = await PostAsync(place, ConnectorActivity.Of(cards[count], calls), cancellationToken);
                first ??= id;
            }
        }
        catch (ChatUnavailableException) when (first is not null)
        {
            halfSaid.Keep(conversation, cards, new(first, count));
            throw;
        }

        return $"{first}";
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

        await connector.ReplaceAsync(
            await serviceUrls.OfAsync(conversation.Channel, cancellationToken),
            id.WireId,
            id.ActivityId,
            ConnectorActivity.Of(AdaptiveCard.RenderAlone(message), calls: false),
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
