using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Chat;
using ChatOps.Operations;

namespace ChatOps.Notices;

/// <summary>Tells whoever asked, on one chat platform, what was decided and how it ended.</summary>
public sealed class AskerFollower(IChatPlatform platform, IOperations operations, NoticeSender sender) : ITrailFollower
{
    public string Name => $"asker {platform.Name}";

    /// <summary>Every conversation is another place; each notice shows for itself whether it can be told.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<FollowerPlace> TellAsync(
        FollowerPlace place, IReadOnlyList<AuditEntry> window, CancellationToken cancellationToken)
    {
        foreach (var entry in window.Where(AskerNotices.MayBeOne))
        {
            if (await FindAsync(entry, cancellationToken) is { } operation
                && await sender.TrySendAsync(
                    new Notice(entry, operation, operation.Conversation, [operation.Actor]), cancellationToken) is { } isTold)
            {
                return isTold ? place.At(entry.Sequence) : place.Before(entry);
            }
        }

        return place.At(window[^1].Sequence);
    }

    private async Task<Operation?> FindAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        entry.OperationId is { } id
        && await operations.FindAsync(id, cancellationToken) is { } operation
        && operation.Conversation.Platform == platform.Name
            ? operation
            : null;
}
