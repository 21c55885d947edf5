using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Chat;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using Microsoft.Extensions.Logging;

namespace ChatOps.Notices;

/// <summary>
/// Tells whoever asked, on one chat platform, what was decided and how it ended: in the thread of their operation's
/// message, with a mention, since a message that changes in place calls nobody.
/// </summary>
public sealed partial class AskerFollower(
    IChatPlatform platform, IOperations operations, IOutbox outbox, AskerNotices notices, ILogger<AskerFollower> logger)
    : ITrailFollower
{
    private (long Entry, int Times) _tried;

    public string Name => $"asker {platform.Name}";

    /// <summary>Every conversation is another place; each notice shows for itself whether it can be told.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<FollowerPlace> TellAsync(
        FollowerPlace place, IReadOnlyList<AuditEntry> window, CancellationToken cancellationToken)
    {
        foreach (var entry in window.Where(AskerNotices.MayBeOne))
        {
            if (await FindAsync(entry, cancellationToken) is { } operation
                && await TryTellAsync(operation, entry, cancellationToken) is { } isTold)
            {
                return isTold ? place.At(entry.Sequence) : Before(place, entry);
            }
        }

        return place.At(window[^1].Sequence);
    }

    private static FollowerPlace Before(FollowerPlace place, AuditEntry entry) =>
        entry.Sequence - 1 == place.Position ? place : place.At(entry.Sequence - 1);

    private async Task<Operation?> FindAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        entry.OperationId is { } id
        && await operations.FindAsync(id, cancellationToken) is { } operation
        && operation.Conversation.Platform == platform.Name
            ? operation
            : null;

    /// <returns>False when the operation's own message has to be posted first; null when there is nothing to tell.</returns>
    private async Task<bool?> TryTellAsync(Operation operation, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (NoticeOf(entry, operation) is not { } notice)
        {
            return null;
        }

        var living = (await outbox.OfOperationAsync(operation.Id, cancellationToken))
            .First(message => message.Conversation == operation.Conversation);
        if (living is { MessageId: null, Refusal: null })
        {
            return false;
        }

        try
        {
            await platform.PostAsync(Thread(living), notice, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault.IsAboutContent() && !IsGivenUp(entry))
        {
            CountTry(entry);
            throw;
        }
        catch (Exception lost) when (lost is ChatRefusedException or ChatMessageGoneException || lost.IsAboutContent())
        {
            // Nobody can be told there; the operation's message and the trail say the same.
            LogLost(operation.Id, living.Channel, lost.Message);
        }

        return true;
    }

    /// <summary>What can't be said in full after a few tries is said short, and then no more.</summary>
    private Message? NoticeOf(AuditEntry entry, Operation operation)
    {
        try
        {
            var notice = notices.Of(entry, operation);
            return notice is not null && IsGivenUp(entry) ? AskerNotices.Brief(operation) : notice;
        }
        catch (Exception fault) when (IsGivenUp(entry))
        {
            LogShortened(operation.Id, fault);
            return AskerNotices.Brief(operation);
        }
        catch (Exception)
        {
            CountTry(entry);
            throw;
        }
    }

    private bool IsGivenUp(AuditEntry entry) => _tried.Entry == entry.Sequence && _tried.Times >= ContentFaults.MostTries;

    private void CountTry(AuditEntry entry) =>
        _tried = (entry.Sequence, _tried.Entry == entry.Sequence ? _tried.Times + 1 : 1);

    private Conversation Thread(LivingMessage living) =>
        living is { Conversation.Thread: null, MessageId: { } posted } && platform.HeadsThread(posted)
            ? living.Conversation with { Thread = posted }
            : living.Conversation;

    [LoggerMessage(LogLevel.Error, "Who asked for operation {OperationId} can't be told in full, so they are told in short")]
    private partial void LogShortened(int operationId, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Who asked for operation {OperationId} could not be told in {Channel}: {Reason}")]
    private partial void LogLost(int operationId, ChannelKey channel, string reason);
}
