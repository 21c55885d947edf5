using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Chat;
using ChatOps.Operations.Outbox;

namespace ChatOps.Incidents;

/// <summary>
/// Mirrors the audit trail into one channel. Under the living message of an operation stand its entries; what belongs to no
/// operation stands in the channel itself. A message is begun only when all that came before it was sent.
/// </summary>
public sealed class IncidentFollower(Conversation channel, IChatPlatform platform, IOutbox outbox) : ITrailFollower
{
    public string Name => $"incident {channel.Platform}:{channel.Channel}";

    public Task CheckAsync(CancellationToken cancellationToken) => platform.CheckAsync(channel, cancellationToken);

    public async Task<FollowerPlace> TellAsync(
        FollowerPlace place, IReadOnlyList<AuditEntry> window, CancellationToken cancellationToken)
    {
        var operationId = window[0].OperationId;
        var head = operationId is { } id ? await HeadAsync(id, cancellationToken) : null;
        if (operationId is not null && head is null)
        {
            return place;
        }

        var untold = window.Where(entry => entry.OperationId == operationId && !place.IsTold(entry));
        var entries = IncidentMessages.Gather(untold);
        var conversation = channel with { Thread = head?.Conversation.Thread ?? head?.MessageId };
        try
        {
            await platform.PostAsync(conversation, IncidentMessages.Render(entries), cancellationToken);
        }
        catch (ChatMessageGoneException) when (head is not null)
        {
            await outbox.RenewAsync(head.Id, cancellationToken);
            return place;
        }

        return place.After(entries, window);
    }

    /// <summary>
    /// The operation's message in this channel, once the relay has posted it: the asker's own where they asked here, else one
    /// for the channel. It was made with the operation, unless the channel was chosen later, or the asker's went out by a
    /// way that allows no thread.
    /// </summary>
    private async Task<LivingMessage?> HeadAsync(int operationId, CancellationToken cancellationToken)
    {
        var messages = (await outbox.OfOperationAsync(operationId, cancellationToken))
            .Where(message => message.Conversation with { Thread = null } == channel)
            .ToList();
        if (messages.Find(message => message.MessageId is { } posted && platform.HeadsThread(posted)) is { } head)
        {
            return head;
        }

        if (messages.Find(message => message.MessageId is null) is not { } waiting)
        {
            await outbox.AddAsync(operationId, channel, cancellationToken);
        }
        else if (waiting.Refusal is { } refusal)
        {
            throw new ChatRefusedException(refusal);
        }

        return null;
    }
}
