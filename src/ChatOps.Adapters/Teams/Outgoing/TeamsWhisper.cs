using ChatOps.Adapters.Teams.Cards;
using ChatOps.Chat;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>
/// Shows something to one person alone: in their own chat with the bot, since channels have no such messages. It stays there until
/// they delete it.
/// </summary>
public sealed class TeamsWhisper(PersonalChats chats, ServiceUrls serviceUrls, ConnectorClient connector) : IWhisper
{
    public string Platform => TeamsPlatform.Name;

    public async Task SayAsync(Request request, Message message, CancellationToken cancellationToken)
    {
        var chat = await chats.OpenAsync(request.Actor, cancellationToken);
        await connector.PostOnceAsync(
            await serviceUrls.OfAsync(chat.Channel, cancellationToken), chat.Channel, Discreet(message), cancellationToken);
    }

    /// <summary>Only the card itself holds what is told; what notifications show is the title alone.</summary>
    private static ConnectorActivity Discreet(Message message)
    {
        var card = AdaptiveCard.RenderAlone(message);
        card.Content["fallbackText"] = message.Title;
        return ConnectorActivity.Of(card with { Summary = message.Title }, calls: false);
    }
}
