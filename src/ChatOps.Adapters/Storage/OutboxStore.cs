using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Storage;

/// <summary>The living messages in a relational database, each sent by one host (<see cref="HostPresence"/>).</summary>
public sealed class OutboxStore(
    IDbContextFactory<ChatOpsDbContext> databases, OutboxNews news, IOptions<OperationOptions> options) : IOutbox
{
    public async Task<IReadOnlyList<LivingMessage>> PendingAsync(
        DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.LivingMessages.AsNoTracking()
            .Join(
                database.Operations.AsNoTracking(),
                row => row.OperationId,
                operation => operation.Id,
                (row, operation) => new { Row = row, operation.Version })
            .Where(found => found.Row.Sender == options.Value.Worker)
            .Where(found => found.Row.SentVersion < found.Version && found.Row.NotBefore <= now)
            .OrderBy(found => found.Row.NotBefore)
            .ThenBy(found => found.Row.Id)
            .Take(limit)
            .Select(found => new LivingMessage(
                found.Row.Id, found.Row.OperationId, found.Row.Conversation, found.Row.MessageId, found.Row.Failures))
            .ToListAsync(cancellationToken);
    }

    public Task SentAsync(
        int id, string messageId, int version, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            row =>
            {
                row.MessageId = messageId;
                row.SentVersion = version;
                row.NotBefore = notBefore;
                row.Failures = 0;
                row.Refusal = null;
            },
            cancellationToken);

    public Task PostponedAsync(int id, DateTimeOffset notBefore, CancellationToken cancellationToken) => ChangeAsync(
        id,
        row =>
        {
            row.NotBefore = notBefore;
            row.Failures++;
        },
        cancellationToken);

    public Task RefusedAsync(int id, int version, string reason, CancellationToken cancellationToken) => ChangeAsync(
        id,
        row =>
        {
            row.SentVersion = version;
            row.Refusal = reason;
        },
        cancellationToken);

    public Task WaitForNewsAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        news.WaitAsync(atMost, cancellationToken);

    private async Task ChangeAsync(int id, Action<LivingMessageRow> change, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        change(await database.LivingMessages.SingleAsync(row => row.Id == id, cancellationToken));
        await database.SaveChangesAsync(cancellationToken);
    }
}
