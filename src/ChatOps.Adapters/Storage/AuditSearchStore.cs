using System.Runtime.CompilerServices;
using ChatOps.Audit;
using ChatOps.Audit.Searching;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.Adapters.Storage;

#pragma warning disable CA1862 // These are SQL's lower() and a search in it; a StringComparison has no translation.

/// <summary>Finds entries of the audit trail in a relational database.</summary>
public sealed class AuditSearchStore(IDbContextFactory<ChatOpsDbContext> databases) : IAuditSearch
{
    public async Task<AuditFindings> FindAsync(
        AuditFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = Filtered(database, filter);
        var entries = await found
            .OrderByDescending(entry => entry.Sequence)
            .Skip(skip)
            .Take(take)
            .ToListAsync(cancellationToken);
        return new AuditFindings(entries, await found.CountAsync(cancellationToken));
    }

    public async IAsyncEnumerable<AuditEntry> ReadAsync(
        AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var entries = Filtered(database, filter).OrderBy(entry => entry.Sequence).AsAsyncEnumerable();
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            yield return entry;
        }
    }

    private static IQueryable<AuditEntry> Filtered(ChatOpsDbContext database, AuditFilter filter)
    {
        var entries = database.AuditEntries.AsNoTracking();
        entries = filter.OperationId is { } id ? entries.Where(entry => entry.OperationId == id) : entries;
        entries = filter.Since is { } since ? entries.Where(entry => entry.At >= since) : entries;
        entries = filter.Until is { } until ? entries.Where(entry => entry.At <= until) : entries;
        entries = filter.Action is { } action ? entries.Where(entry => entry.Action == action) : entries;
        entries = filter.Person is { } person ? By(entries, person) : entries;
        return filter.Deployment is { } deployment ? About(database, entries, deployment.ToLowerInvariant()) : entries;
    }

    private static IQueryable<AuditEntry> By(IQueryable<AuditEntry> entries, string person)
    {
        var (id, name) = ($":{person}", person.ToLowerInvariant());
        return entries.Where(entry =>
            entry.Actor == person || entry.Actor.EndsWith(id) || entry.ActorName.ToLower().Contains(name));
    }

    private static IQueryable<AuditEntry> About(
        ChatOpsDbContext database, IQueryable<AuditEntry> entries, string deployment)
    {
        var operations = database.Operations
            .Where(operation => operation.Namespace.ToLower().Contains(deployment)
                || operation.Text.ToLower().Contains(deployment)
                || operation.Subject.ToLower().Contains(deployment))
            .Select(operation => (int?)operation.Id);
        return entries.Where(entry => entry.Detail.ToLower().Contains(deployment)
            || entry.Subject.ToLower().Contains(deployment)
            || operations.Contains(entry.OperationId));
    }
}
