using ChatOps.Access;
using ChatOps.Adapters.Teams.Cards;
using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Incoming;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>
/// Says how the operation stands that a card follows, to one reader, with the buttons that are for them. Clients ask by
/// themselves, so nothing comes of it: no effect, no entry in the trail. Which operation it is says the message that the card
/// stands in, not the client.
/// </summary>
public sealed partial class CardRefresh(
    IOutbox outbox, IOperations operations, OperationMessages messages, People people, TimeProvider time, ILogger<CardRefresh> logger)
{
    /// <summary>Nobody waits for it, and the card that is there says much the same: a database that is slow is not pressed by it.</summary>
    public static readonly TimeSpan Patience = PatientDesk.Patience;

    public async Task<InvokeAnswer> AnswerAsync(Activity activity, Actor reader, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await FindAsync(activity, reader, either.Token).WaitAsync(either.Token);
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested)
        {
            LogAway($"{activity}", away.GetBaseException().Message);
            return InvokeAnswer.Error(
                StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "How things are can't be looked up now; this is how they were.");
        }
    }

    private async Task<InvokeAnswer> FindAsync(Activity activity, Actor reader, CancellationToken cancellationToken)
    {
        var id = new TeamsMessageId(activity.Place.WireId, activity.ReplyToId);
        var living = await outbox.FindAsync(new(reader.Platform, activity.Place.Channel), $"{id}", cancellationToken);
        if (living is null || await operations.FindAsync(living.OperationId, cancellationToken) is not { } operation)
        {
            return InvokeAnswer.Error(StatusCodes.Status404NotFound, "NotFound", "This card is not kept up to date any more.");
        }

        var message = messages.Render(operation).For(account => people.IsSamePerson(account, reader));
        return InvokeAnswer.Card(AdaptiveCard.RenderAlone(message).Content);
    }

    [LoggerMessage(LogLevel.Warning, "A card was not brought up to date for {Activity}: {Reason}")]
    private partial void LogAway(string activity, string reason);
}
