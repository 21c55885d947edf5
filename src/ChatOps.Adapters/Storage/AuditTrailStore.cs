using System.Collections.Concurrent;
using System.Data.Common;
using ChatOps.Audit;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// The audit trail in a relational database. Each entry is on the disk before whoever wrote it goes on; those who come while a
/// transaction is under way share the next one, so that many commands at once wait for the disk a few times and not many.
/// </summary>
public sealed class AuditTrailStore(IDbContextFactory<ChatOpsDbContext> databases, TimeProvider time) : IAuditTrail, IDisposable
{
    private readonly ConcurrentQueue<Waiting> _waiting = new();
    private readonly SemaphoreSlim _turn = new(initialCount: 1);

    public async Task AppendAsync(AuditNote note, CancellationToken cancellationToken)
    {
        var own = new Waiting(note);
        _waiting.Enqueue(own);
        try
        {
            await _turn.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            own.Withdraw();
            throw;
        }

        try
        {
            if (!own.Written.IsCompleted)
            {
                await WriteAsync(TakeAll());
            }
        }
        finally
        {
            _turn.Release();
        }

        await own.Written;
    }

    public void Dispose() => _turn.Dispose();

    private List<Waiting> TakeAll()
    {
        var taken = new List<Waiting>();
        while (_waiting.TryDequeue(out var next))
        {
            if (!next.IsWithdrawn)
            {
                taken.Add(next);
            }
        }

        return taken;
    }

    /// <summary>Not for the first of them to break off: the others wait for it too. The database's own time limits hold.</summary>
    private async Task WriteAsync(List<Waiting> batch)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
            await using var transaction = await database.BeginWriteAsync(CancellationToken.None);
            await database.AppendAsync(batch.Select(waiting => waiting.Note), time.GetUtcNow(), CancellationToken.None);
            await database.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            batch.ForEach(waiting => waiting.Complete());
        }
        catch (Exception fault) when (batch.Count > 1 && !IsAway(fault))
        {
            // One of them can't be stored: no reason to refuse what others do.
            foreach (var waiting in batch)
            {
                await WriteAsync([waiting]);
            }
        }
        catch (Exception fault)
        {
            batch.ForEach(waiting => waiting.Fail(fault)); // each throws it at whoever wrote the note
        }
    }

    public async Task<IReadOnlyList<AuditEntry>> LatestAsync(int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.AuditEntries.AsNoTracking()
            .OrderByDescending(entry => entry.Sequence)
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    public async IAsyncEnumerable<AuditEntry> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var entries = database.AuditEntries.AsNoTracking().OrderBy(entry => entry.Sequence).AsAsyncEnumerable();
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            yield return entry;
        }
    }

    /// <summary>The database can't be reached: it would be so for each entry by itself, and take as long each time.</summary>
    private static bool IsAway(Exception fault) =>
        fault is not DbUpdateException && fault.GetBaseException() is DbException or TimeoutException;

    /// <summary>A note and whoever waits for it to be on the disk.</summary>
    private sealed class Waiting(AuditNote note)
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _isWithdrawn;

        public AuditNote Note => note;

        public Task Written => _written.Task;

        public bool IsWithdrawn => _isWithdrawn;

        public void Complete() => _written.SetResult();

        public void Fail(Exception fault) => _written.SetException(fault);

        public void Withdraw() => _isWithdrawn = true;
    }
}
