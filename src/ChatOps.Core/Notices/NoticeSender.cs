using ChatOps.Chat;
using ChatOps.Operations.Outbox;
using Microsoft.Extensions.Logging;

namespace ChatOps.Notices;

/// <summary>
/// Posts notices on one chat platform: in the thread of the operation's message where that stands in the same conversation,
/// else in the conversation itself; with a mention, since a message that changes in place calls nobody.
/// </summary>
public sealed partial class NoticeSender(
    IChatPlatform platform, IOutbox outbox, AskerNotices notices, ILogger<NoticeSender> logger)
{
    private (long Entry, Conversation? Where, int Times) _tried;

    /// <returns>False when the operation's own message has to be posted first; null when there is nothing to tell.</returns>
    public async Task<bool?> TrySendAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (MessageOf(notice) is not { } message)
        {
            return null;
        }

        var living = (await outbox.OfOperationAsync(notice.Operation.Id, cancellationToken))
            .FirstOrDefault(found => found.Conversation == notice.Conversation);
        if (living is { MessageId: null, Refusal: null })
        {
            return false;
        }

        try
        {
            await platform.PostAsync(Place(notice.Conversation, living), message, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault.IsAboutContent() && !IsGivenUp(notice))
        {
            CountTry(notice);
            throw;
        }
        catch (Exception lost) when (lost is ChatRefusedException or ChatMessageGoneException || lost.IsAboutContent())
        {
            // Nobody can be told there; the operation's message and the trail say the same.
            LogLost(notice.Operation.Id, new ChannelKey(platform.Name, notice.Conversation.Channel), lost.Message);
        }

        return true;
    }

    /// <summary>What can't be said in full after a few tries is said short, and then no more.</summary>
    private Message? MessageOf(Notice notice)
    {
        try
        {
            var message = notices.Of(notice);
            return message is not null && IsGivenUp(notice) ? AskerNotices.Brief(notice) : message;
        }
        catch (Exception fault) when (IsGivenUp(notice))
        {
            LogShortened(notice.Operation.Id, fault);
            return AskerNotices.Brief(notice);
        }
        catch (Exception)
        {
            CountTry(notice);
            throw;
        }
    }

    private bool IsGivenUp(Notice notice) => IsTried(notice) && _tried.Times >= ContentFaults.MostTries;

    private void CountTry(Notice notice) =>
        _tried = (notice.Entry.Sequence, notice.Conversation, IsTried(notice) ? _tried.Times + 1 : 1);

    private bool IsTried(Notice notice) =>
        _tried.Entry == notice.Entry.Sequence && _tried.Where == notice.Conversation;

    private Conversation Place(Conversation conversation, LivingMessage? living) =>
        conversation.Thread is null && living is { MessageId: { } posted } && platform.HeadsThread(posted)
            ? conversation with { Thread = posted }
            : conversation;

    [LoggerMessage(LogLevel.Error, "Who asked for operation {OperationId} can't be told in full, so they are told in short")]
    private partial void LogShortened(int operationId, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Who asked for operation {OperationId} could not be told in {Channel}: {Reason}")]
    private partial void LogLost(int operationId, ChannelKey channel, string reason);
}
