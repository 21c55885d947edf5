using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Chat;
using ChatOps.Operations.Outbox;
using Microsoft.Extensions.Logging;

namespace ChatOps.Incidents;

/// <summary>
/// Mirrors the audit trail into one channel. Under the living message of an operation stand its entries; what belongs to no
/// operation stands in the channel itself. A message is begun only when all that came before it was sent, and one that can't
/// be said as it is holds up the rest for a few tries only.
/// </summary>
public sealed partial class IncidentFollower(
    Conversation channel,
    IChatPlatform platform,
    IOutbox outbox,
    ShortenedMessages shortened,
    TimeProvider time,
    ILogger<IncidentFollower> logger) : ITrailFollower
{
    /// <summary>An operation's message is mostly there within a second; what takes this long is told as a problem.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private (long Entry, int Times) _tried;
    private (int Operation, DateTimeOffset Since)? _awaited;

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
            await PostAsync(conversation, entries, cancellationToken);
        }
        catch (ChatMessageGoneException) when (head is not null)
        {
            await outbox.RenewAsync(head.Id, cancellationToken);
            return place;
        }

        return place.After(entries, window);
    }

    private async Task PostAsync(
        Conversation conversation, IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        try
        {
            await platform.PostAsync(conversation, IncidentMessages.Render(entries), cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault.IsAboutContent())
        {
            if (CountTry(entries[0]) < ContentFaults.MostTries)
            {
                throw;
            }

            LogShortened(entries[0].Sequence, entries[^1].Sequence, conversation.Channel, fault);
            await platform.PostAsync(conversation, IncidentMessages.RenderShort(entries), cancellationToken);
            shortened.Add(
                $"What stands in {channel.Platform}:{channel.Channel} for audit entries {entries[0].Sequence} to {entries[^1].Sequence}",
                fault.GetBaseException().Message);
        }
    }

    private int CountTry(AuditEntry first)
    {
        _tried = (first.Sequence, _tried.Entry == first.Sequence ? _tried.Times + 1 : 1);
        return _tried.Times;
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

        Await(operationId);
        return null;
    }

    /// <exception cref="ChatUnavailableException">It has been waited for longer than is usual.</exception>
    private void Await(int operationId)
    {
        var now = time.GetUtcNow();
        if (_awaited is not { } awaited || awaited.Operation != operationId)
        {
            _awaited = (operationId, now);
        }
        else if (now - awaited.Since >= Patience)
        {
            throw new ChatUnavailableException(
                $"The message of operation {operationId}, under which the next entries stand, is not posted yet.", TimeSpan.FromSeconds(1));
        }
    }

    [LoggerMessage(
        LogLevel.Error, "Audit entries {First} to {Last} can't be said whole in {Channel}, so a short form takes their place")]
    private partial void LogShortened(long first, long last, string channel, Exception exception);
}
