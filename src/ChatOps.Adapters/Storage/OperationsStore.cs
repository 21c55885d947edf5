using ChatOps.Operations;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.Adapters.Storage;

/// <summary>The operations table in a relational database.</summary>
/// <remarks>
/// Write transactions begin with the write lock (BEGIN IMMEDIATE in SQLite), so whoever reads inside one reads the truth,
/// and the audit chain has one writer at a time.
/// </remarks>
public sealed class OperationsStore(IDbContextFactory<ChatOpsDbContext> databases, OutboxNews news, TimeProvider time)
    : IOperations
{
    public async Task<Acceptance> AcceptAsync(Operation operation, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await InTheWayAsync(database, operation, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        database.Operations.Add(operation);
        await database.SaveChangesAsync(cancellationToken);
        database.LivingMessages.Add(new LivingMessageRow
        {
            OperationId = operation.Id,
            Conversation = operation.Conversation,
            NotBefore = time.GetUtcNow(),
        });
        await CommitMoveAsync(database, operation, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        news.Announce();
        return new Acceptance(AcceptanceKind.Accepted, operation);
    }

    public async Task<(Operation Operation, bool Changed)> ChangeAsync(
        int id, Func<Operation, bool> change, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var operation = await database.Operations.SingleAsync(found => found.Id == id, cancellationToken);
        if (!change(operation))
        {
            return (operation, Changed: false);
        }

        await CommitMoveAsync(database, operation, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        news.Announce();
        return (operation, Changed: true);
    }

    public async Task<Operation?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Operations.AsNoTracking()
            .SingleOrDefaultAsync(operation => operation.Id == id, cancellationToken);
    }

    public async Task<Operation?> FindByRequestAsync(string requestId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Operations.AsNoTracking()
            .SingleOrDefaultAsync(operation => operation.RequestId == requestId, cancellationToken);
    }

    public async Task<IReadOnlyList<Operation>> RecentAsync(int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Operations.AsNoTracking()
            .OrderBy(operation => operation.EndedAt != null)
            .ThenByDescending(operation => operation.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<int>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Unfinished(database)
            .Where(operation => operation.State == OperationState.Approved
                || (operation.State == OperationState.Waiting && operation.WakeAt <= now)
                || (operation.State == OperationState.Running && operation.LeaseUntil <= now))
            .Select(operation => operation.Id)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<int>> ExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Operations
            .Where(operation => operation.State == OperationState.AwaitingApproval && operation.ExpiresAt <= now)
            .Select(operation => operation.Id)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<int>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Unfinished(database).Select(operation => operation.Id).ToListAsync(cancellationToken);
    }

    private static IQueryable<Operation> Unfinished(ChatOpsDbContext database) => database.Operations
        .Where(operation => operation.State == OperationState.Approved
            || operation.State == OperationState.Waiting
            || operation.State == OperationState.Running)
        .OrderBy(operation => operation.Id);

    private static async Task<Acceptance?> InTheWayAsync(
        ChatOpsDbContext database, Operation operation, CancellationToken cancellationToken)
    {
        var earlier = await database.Operations.AsNoTracking()
            .Where(found => found.RequestId == operation.RequestId || found.BusyTarget == operation.BusyTarget)
            .ToListAsync(cancellationToken);
        if (earlier.Find(found => found.RequestId == operation.RequestId) is { } repeated)
        {
            return new Acceptance(AcceptanceKind.Repeated, repeated);
        }

        return earlier is [var busy, ..] ? new Acceptance(AcceptanceKind.TargetBusy, busy) : null;
    }

    private async Task CommitMoveAsync(
        ChatOpsDbContext database, Operation operation, CancellationToken cancellationToken)
    {
        var notes = operation.Notes.Select(note => note with { OperationId = operation.Id });
        await database.AppendAsync(notes, time.GetUtcNow(), cancellationToken);
        operation.CountMove();
        await database.SaveChangesAsync(cancellationToken);
    }
}
