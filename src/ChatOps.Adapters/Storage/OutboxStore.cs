using ChatOps.Chat;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Storage;

/// <summary>The living messages in a relational database, each sent by one host (<see cref="HostPresence"/>).</summary>
public sealed class OutboxStore(
    IDbContextFactory<ChatOpsDbContext> databases, OutboxNews news, IOptions<OperationOptions> options, TimeProvider time)
    : IOutbox
{
    private string Host => options.Value.Worker;

    public async Task<IReadOnlyList<LivingMessage>> PendingAsync(
        DateTimeOffset now, IReadOnlyCollection<ChannelKey> except, int limit, CancellationToken cancellationToken)
    {
        List<string> closed = [.. except.Select(channel => channel.ToString())];
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.LivingMessages.AsNoTracking()
            .Join(
                database.Operations.AsNoTracking(),
                row => row.OperationId,
                operation => operation.Id,
                (row, operation) => new { Row = row, operation.Version })
            .Where(found => found.Row.Sender == Host)
            .Where(found => found.Row.SentVersion < found.Version && found.Row.NotBefore <= now)
            .Where(found => !closed.Contains(found.Row.Conversation.Platform + ":" + found.Row.Conversation.Channel))
            .OrderBy(found => found.Row.Id)
            .Take(limit)
            .Select(found => new LivingMessage(
                found.Row.Id,
                found.Row.OperationId,
                found.Row.Conversation,
                found.Row.MessageId,
                found.Row.Failures,
                found.Row.Refusal))
            .ToListAsync(cancellationToken);
    }

    public async Task<int> DepthAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.LivingMessages
            .Where(row => row.Sender == Host)
            .CountAsync(
                row => database.Operations.Any(operation => operation.Id == row.OperationId && operation.Version > row.SentVersion),
                cancellationToken);
    }

    public async Task<IReadOnlyList<LivingMessage>> OfOperationAsync(int operationId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.LivingMessages.AsNoTracking()
            .Where(row => row.OperationId == operationId)
            .OrderBy(row => row.Id)
            .Select(row => new LivingMessage(
                row.Id, row.OperationId, row.Conversation, row.MessageId, row.Failures, row.Refusal))
            .ToListAsync(cancellationToken);
    }

    public async Task<LivingMessage?> FindAsync(ChannelKey channel, string messageId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.LivingMessages.AsNoTracking()
            .Where(row => row.MessageId == messageId)
            .Where(row => row.Conversation.Platform == channel.Platform && row.Conversation.Channel == channel.Channel)
            .Select(row => new LivingMessage(
                row.Id, row.OperationId, row.Conversation, row.MessageId, row.Failures, row.Refusal))
            .FirstOrDefaultAsync(cancellationToken);
    }

    public async Task AddAsync(int operationId, Conversation conversation, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.LivingMessages.Add(new LivingMessageRow
        {
            OperationId = operationId,
            Conversation = conversation,
            Sender = Host,
            NotBefore = time.GetUtcNow(),
        });
        await database.SaveChangesAsync(cancellationToken);
        news.Announce();
    }

    public async Task RenewAsync(int id, CancellationToken cancellationToken)
    {
        await ChangeAsync(
            id,
            row =>
            {
                row.MessageId = null;
                row.SentVersion = 0;
                row.NotBefore = time.GetUtcNow();
                row.Refusal = null;
            },
            cancellationToken);
        news.Announce();
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

    public Task PostponedAsync(int id, DateTimeOffset notBefore, string? refusal, CancellationToken cancellationToken) => ChangeAsync(
        id,
        row =>
        {
            row.NotBefore = notBefore;
            row.Failures++;
            row.Refusal = refusal ?? row.Refusal;
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

    public async Task ToldAsync(int operationId, Conversation conversation, CancellationToken cancellationToken)
    {
        // No move: nothing that a living message shows has changed.
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var operation = await database.Operations.SingleAsync(found => found.Id == operationId, cancellationToken);
        foreach (var fellow in operation.Fellows.Where(fellow => fellow.Conversation == conversation))
        {
            fellow.MarkTold();
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    public Task WaitForNewsAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        news.WaitAsync(atMost, cancellationToken);

    private async Task ChangeAsync(int id, Action<LivingMessageRow> change, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        change(await database.LivingMessages.SingleAsync(row => row.Id == id, cancellationToken));
        await database.SaveChangesAsync(cancellationToken);
    }
}
