using ChatOps.Adapters.Teams.Cards;
using ChatOps.Chat;
using ChatOps.Chat.Answering;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>One answer to one person's request, for all in the conversation: channels have no messages for one person alone.</summary>
/// <param name="Render">Its cards, in their order; called where a fault of it holds up nobody.</param>
public sealed record DirectAnswer(Conversation Conversation, Func<IReadOnlyList<RenderedCard>> Render) : IDirectAnswer
{
    /// <summary>It is of a moment, whatever it tells of: nobody keeps it up to date.</summary>
    public static DirectAnswer Of(Message message, Conversation conversation) =>
        new(conversation, () => AdaptiveCard.Render(message, refreshes: false) is var card ? [card, .. card.Rest] : []);

    /// <summary>What was too long for one card goes on below it.</summary>
    public static DirectAnswer Following(IReadOnlyList<RenderedCard> cards, Conversation conversation) => new(conversation, () => cards);
}
