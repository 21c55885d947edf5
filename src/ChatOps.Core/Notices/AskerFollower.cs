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
    public string Name => $"asker {platform.Name}";

    /// <summary>Every conversation is another place; each notice shows for itself whether it can be told.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<FollowerPlace> TellAsync(
        FollowerPlace place, IReadOnlyList<AuditEntry> window, CancellationToken cancellationToken)
    {
        foreach (var entry in window.Where(AskerNotices.MayBeOne))
        {
            if (await FindAsync(entry, cancellationToken) is not { } operation || notices.Of(entry, operation) is not { } notice)
            {
                continue;
            }

            return await TryTellAsync(operation, notice, cancellationToken)
                ? place.At(entry.Sequence)
                : Before(place, entry);
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

    /// <returns>False when the operation's own message has to be posted first.</returns>
    private async Task<bool> TryTellAsync(Operation operation, Message notice, CancellationToken cancellationToken)
    {
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
        catch (Exception lost) when (lost is ChatRefusedException or ChatMessageGoneException)
        {
            // Nobody can be told there; the operation's message and the trail say the same.
            LogLost(operation.Id, living.Channel, lost.Message);
        }

        return true;
    }

    private Conversation Thread(LivingMessage living) =>
        living is { Conversation.Thread: null, MessageId: { } posted } && platform.HeadsThread(posted)
            ? living.Conversation with { Thread = posted }
            : living.Conversation;

    [LoggerMessage(LogLevel.Warning, "Who asked for operation {OperationId} could not be told in {Channel}: {Reason}")]
    private partial void LogLost(int operationId, ChannelKey channel, string reason);
}
