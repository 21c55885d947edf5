using ChatOps.Audit.Searching;
using ChatOps.Chat;

namespace ChatOps.Operations.Outbox;

/// <summary>The least that an operation's message can say: nothing in it was typed by anybody, and nothing of it is rendered by a plan.</summary>
public sealed class PlainHeads(IAuditSearch search)
{
    public async Task<Message> OfAsync(Operation operation, CancellationToken cancellationToken)
    {
        var found = await search.FindAsync(new AuditFilter(OperationId: operation.Id), skip: 0, take: 1, cancellationToken);
        var newest = found.Entries is [var entry] ? $", audit {entry.ShortHash}" : "";
        return Message.Titled($"Operation {operation.Id}: {operation.State}") with
        {
            Footer = $"Operation {operation.Id}, shown short{newest}",
            IsLast = operation.State.IsFinal(),
            IsKeptUpToDate = !operation.State.IsFinal(),
        };
    }
}
