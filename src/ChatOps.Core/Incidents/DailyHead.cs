using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Audit.Searching;
using Microsoft.Extensions.Options;

namespace ChatOps.Incidents;

/// <summary>
/// Writes the head of the trail into the trail once a day, so that it is mirrored like any other entry: whoever cuts off or
/// rewrites the trail later has the incident channel against them.
/// </summary>
public sealed class DailyHead(
    IOptions<IncidentOptions> options, IFollowing following, IAuditSearch search, IAuditTrail trail, TimeProvider time)
{
    private const string Name = "daily head";

    /// <summary>Writes it if the time has come; of several hosts one does.</summary>
    public async Task WriteIfDueAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Channels().Count == 0
            || await following.ClaimAsync(Name, cancellationToken) is null
            || await DueAsync(LastTime(), cancellationToken) is not { } head)
        {
            return;
        }

        var note = new AuditNote(
            AuditNote.Bot, AuditNote.Bot, AuditAction.Head, $"entry {head.Sequence}", $"{head.Hash} at entry {head.Sequence}");
        await trail.AppendAsync(note, cancellationToken);
    }

    /// <returns>The entry that was the head at this time; null when there was none, or it is written already.</returns>
    private async Task<AuditEntry?> DueAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var written = await NewestAsync(new AuditFilter(Action: AuditAction.Head, Since: at), cancellationToken);
        return written is null ? await NewestAsync(new AuditFilter(Until: at.AddMilliseconds(-1)), cancellationToken) : null;
    }

    private async Task<AuditEntry?> NewestAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        (await search.FindAsync(filter, skip: 0, take: 1, cancellationToken)).Entries is [var newest] ? newest : null;

    /// <summary>When it was last due, today or yesterday.</summary>
    private DateTimeOffset LastTime()
    {
        var now = time.GetUtcNow();
        var today = new DateTimeOffset(now.Date, TimeSpan.Zero) + options.Value.HeadAt.ToTimeSpan();
        return today <= now ? today : today.AddDays(-1);
    }
}
