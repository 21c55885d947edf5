using ChatOps.Audit;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.Adapters.Storage;

/// <summary>Chains notes onto the trail inside a transaction that is open already.</summary>
internal static class AuditAppender
{
    /// <summary>Adds the notes; they are written when the context is saved, before anybody else can add some.</summary>
    public static async Task AppendAsync(
        this ChatOpsDbContext database,
        IEnumerable<AuditNote> notes,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await database.LockAuditTrailAsync(cancellationToken);
        var head = await database.AuditEntries.AsNoTracking()
            .OrderByDescending(entry => entry.Sequence)
            .FirstOrDefaultAsync(cancellationToken);
        foreach (var note in notes)
        {
            head = AuditChain.Append(head, note, now);
            database.AuditEntries.Add(head);
        }
    }
}
