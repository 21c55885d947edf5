using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Incidents;
using ChatOps.Operations;
using ChatOps.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Storage;

/// <summary>The operations table in a relational database.</summary>
/// <remarks>
/// SQLite's write transactions begin with the write lock. PostgreSQL's may meet: a unique index decides who gets a request
/// or a target, the version of an operation whose move counts, and the loser looks again. Only the audit trail is locked,
/// last, so that its chain has one writer at a time (docs/decisions/0006).
/// </remarks>
public sealed class OperationsStore(
    IDbContextFactory<ChatOpsDbContext> databases,
    OutboxNews news,
    IOptions<OperationOptions> options,
    IOptions<IncidentOptions> incidents,
    OperationMeasures measures,
    TimeProvider time)
    : IOperations, IPastOperations
{
    public async Task<Acceptance> AcceptAsync(Operation operation, CancellationToken cancellationToken)
    {
        Acceptance? acceptance;
        do
        {
            acceptance = await TryAcceptAsync(operation, cancellationToken);
        }
        while (acceptance is null);
        return acceptance;
    }

    public async Task<(Operation Operation, bool Changed)> ChangeAsync(
        int id, Func<Operation, bool> change, CancellationToken cancellationToken)
    {
        (Operation Operation, bool Changed)? changed;
        do
        {
            changed = await TryChangeAsync(id, change, cancellationToken);
        }
        while (changed is null);
        return changed.Value;
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

    public async Task<Operation?> LatestAsync(string capability, string target, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Operations.AsNoTracking()
            .Where(operation => operation.Capability == capability && operation.Target == target && operation.EndedAt != null)
            .OrderByDescending(operation => operation.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<DueOperation>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var late = now - HostPresence.Absence;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var cared = AsleepElsewhere(database, since: late, isThere: true)
            .Where(operation => operation.WakeAt > late)
            .Select(operation => operation.Id);
        return await Unfinished(database)
            .Where(operation => operation.State == OperationState.Approved
                || (operation.State == OperationState.Waiting && operation.WakeAt <= now)
                || (operation.State == OperationState.Running && operation.LeaseUntil <= now))
            .Where(operation => !cared.Contains(operation.Id))
            .Select(operation => new DueOperation(operation.Id, operation.Version, operation.State == OperationState.Waiting))
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<int>> OrphanedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await AsleepElsewhere(database, since: now - HostPresence.Absence, isThere: false)
            .OrderBy(operation => operation.Id)
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

    public async Task<IReadOnlyList<int>> CountingDownAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Operations
            .Where(operation => operation.State == OperationState.AwaitingApproval
                && operation.GlassBreaksAt != null
                && operation.WakeAt <= now)
            .Select(operation => operation.Id)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Operation>> AwaitingSignOffAsync(int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Operations.AsNoTracking()
            .Where(operation => operation.GlassBrokenAt != null && operation.SignOff == null)
            .OrderBy(operation => operation.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<int>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var own = Worker.KeysOf(options.Value.Worker);
        return await Unfinished(database)
            .Where(operation => operation.State != OperationState.Waiting
                || operation.LastWorker == null
                || operation.LastWorker.StartsWith(own))
            .Select(operation => operation.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>What fell asleep at other hosts.</summary>
    /// <param name="since">A host that said nothing since then is not there.</param>
    private IQueryable<Operation> AsleepElsewhere(ChatOpsDbContext database, DateTimeOffset since, bool isThere)
    {
        var own = Worker.KeysOf(options.Value.Worker);
        var keys = database.Hosts.Where(host => host.SeenAt >= since).Select(host => host.Name + Worker.Separator);
        return database.Operations
            .Where(operation => operation.State == OperationState.Waiting
                && operation.LastWorker != null
                && !operation.LastWorker.StartsWith(own)
                && keys.Any(key => operation.LastWorker.StartsWith(key)) == isThere);
    }

    private static IQueryable<Operation> Unfinished(ChatOpsDbContext database) => database.Operations
        .Where(operation => operation.State == OperationState.Approved
            || operation.State == OperationState.Waiting
            || operation.State == OperationState.Running)
        .OrderBy(operation => operation.Id);

    /// <returns>Null when another took the request or the target after our look, and nothing was stored.</returns>
    private async Task<Acceptance?> TryAcceptAsync(Operation operation, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(cancellationToken);
        if (await InTheWayAsync(database, operation, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        database.Operations.Add(operation);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException taken) when (database.IsDuplicate(taken))
        {
            return null;
        }

        database.LivingMessages.AddRange(Conversations(operation).Select(conversation => new LivingMessageRow
        {
            OperationId = operation.Id,
            Conversation = conversation,
            Sender = options.Value.Worker,
            NotBefore = time.GetUtcNow(),
        }));
        var notes = await CommitMoveAsync(database, operation, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        measures.Count(operation, notes);
        news.Announce();
        return new Acceptance(AcceptanceKind.Accepted, operation);
    }

    /// <returns>Null when somebody else moved it between our look and our write, and nothing of ours was stored.</returns>
    private async Task<(Operation Operation, bool Changed)?> TryChangeAsync(
        int id, Func<Operation, bool> change, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(cancellationToken);
        var operation = await database.Operations.SingleAsync(found => found.Id == id, cancellationToken);
        if (!change(operation))
        {
            return (operation, Changed: false);
        }

        IReadOnlyList<AuditNote> notes;
        try
        {
            notes = await CommitMoveAsync(database, operation, cancellationToken);
        }
        catch (DbUpdateException lost) when (lost is DbUpdateConcurrencyException || database.IsDuplicate(lost))
        {
            // A second decision by the same number is met as a duplicate, before the version is.
            return null;
        }

        await transaction.CommitAsync(cancellationToken);
        measures.Count(operation, notes);
        news.Announce();
        return (operation, Changed: true);
    }

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

    /// <summary>Where it is followed: where it was asked for, and in every incident channel that this is not.</summary>
    private IEnumerable<Conversation> Conversations(Operation operation) => incidents.Value.Channels()
        .Where(channel => channel != operation.Conversation with { Thread = null })
        .Prepend(operation.Conversation);

    /// <returns>What the move has put on record.</returns>
    private async Task<IReadOnlyList<AuditNote>> CommitMoveAsync(
        ChatOpsDbContext database, Operation operation, CancellationToken cancellationToken)
    {
        List<AuditNote> notes = [.. operation.Notes.Select(note => note with { OperationId = operation.Id })];
        await database.AppendAsync(notes, time.GetUtcNow(), cancellationToken);
        operation.CountMove();
        await database.SaveChangesAsync(cancellationToken);
        return notes;
    }
}
