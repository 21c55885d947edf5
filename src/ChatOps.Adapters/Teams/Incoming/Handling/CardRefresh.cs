using ChatOps.Access;
using ChatOps.Adapters.Teams.Cards;
using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>
/// Says how the operation stands that a card follows, to one reader, with the buttons that are for them. Clients ask by
/// themselves, so nothing comes of it: no effect, no entry in the trail. Which operation it is says the message that the card
/// stands in, not the client.
/// </summary>
public sealed class CardRefresh(IOutbox outbox, IOperations operations, OperationMessages messages, People people)
{
    public async Task<InvokeAnswer> AnswerAsync(Activity activity, Actor reader, CancellationToken cancellationToken)
    {
        var id = new TeamsMessageId(activity.Place.WireId, activity.ReplyToId);
        var living = await outbox.FindAsync(new(reader.Platform, activity.Place.Channel), $"{id}", cancellationToken);
        if (living is null || await operations.FindAsync(living.OperationId, cancellationToken) is not { } operation)
        {
            return InvokeAnswer.Error(StatusCodes.Status404NotFound, "NotFound", "This card is not kept up to date any more.");
        }

        var message = messages.Render(operation).For(account => people.IsSamePerson(account, reader));
        return InvokeAnswer.Card(AdaptiveCard.Render(message, message.IsKeptUpToDate).Content);
    }
}
