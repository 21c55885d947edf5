using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Chat;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;

namespace ChatOps.Notices;

/// <summary>
/// Tells those who asked for what an operation did already, on one chat platform, how it ended. Who is told is on record, one
/// conversation after the other: whoever goes on after a crash begins where it was left.
/// </summary>
public sealed class FellowFollower(
    IChatPlatform platform, IOperations operations, IOutbox outbox, NoticeSender sender) : ITrailFollower
{
    public string Name => $"fellow askers {platform.Name}";

    /// <inheritdoc cref="AskerFollower.CheckAsync"/>
    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<FollowerPlace> TellAsync(
        FollowerPlace place, IReadOnlyList<AuditEntry> window, CancellationToken cancellationToken)
    {
        foreach (var entry in window.Where(AskerNotices.MayBeEnd))
        {
            if (await TellNextAsync(entry, cancellationToken))
            {
                return place.Before(entry);
            }
        }

        return place.At(window[^1].Sequence);
    }

    /// <returns>Whether to look at this entry once more.</returns>
    private async Task<bool> TellNextAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        foreach (var notice in await NoticesAsync(entry, cancellationToken))
        {
            if (await sender.TrySendAsync(notice, cancellationToken) is { } isTold)
            {
                await (isTold
                    ? outbox.ToldAsync(notice.Operation.Id, notice.Conversation, cancellationToken)
                    : Task.CompletedTask);
                return true;
            }
        }

        return false;
    }

    private async Task<IEnumerable<Notice>> NoticesAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        entry.OperationId is { } id
        && await operations.FindAsync(id, cancellationToken) is { } operation
        && operation.State.IsFinal()
            ? operation.Fellows
                .Where(fellow => !fellow.IsTold && fellow.Conversation.Platform == platform.Name)
                .GroupBy(fellow => fellow.Conversation)
                .Select(there => new Notice(entry, operation, there.Key, [.. there.Select(fellow => fellow.Actor)]))
            : [];
}
