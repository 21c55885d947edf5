using ChatOps.Approvals;
using ChatOps.Desk;
using ChatOps.Operations;

namespace ChatOps.Host.Jobs;

/// <summary>
/// Queues or wakes what the operations table says is due. At the start that is everything unfinished, since Hangfire's own queue
/// may have died with the process; afterwards it is the safety net under the wake-ups by the inventory.
/// </summary>
public sealed partial class OperationTimer(
    IOperations operations,
    GlassBreaker glass,
    ApprovalClock approvals,
    IOperationJobs jobs,
    TimeProvider time,
    ILogger<OperationTimer> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly QueuedOperations _queued = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = false;
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await ResumeOrphansAsync(stoppingToken);
                if (!started)
                {
                    Resume(await operations.UnfinishedAsync(stoppingToken));
                    started = true;
                }

                HandOn(await operations.DueAsync(time.GetUtcNow(), stoppingToken));
                await approvals.ExpireAsync(stoppingToken);
                await glass.CountDownAsync(stoppingToken);
            }
            catch (Exception away) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away: nothing is lost, the table is asked again in a moment.
                LogAway(away);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>What slept at a host that died has lost whoever would have woken it.</summary>
    private async Task ResumeOrphansAsync(CancellationToken cancellationToken)
    {
        foreach (var operationId in await operations.OrphanedAsync(time.GetUtcNow(), cancellationToken))
        {
            await operations.ChangeAsync(operationId, found => found.TryOrphan(time.GetUtcNow()), cancellationToken);
        }
    }

    private void Resume(IReadOnlyList<int> unfinished)
    {
        if (unfinished.Count > 0)
        {
            LogResumed(unfinished.Count);
        }

        foreach (var operationId in unfinished)
        {
            jobs.Enqueue(operationId);
        }
    }

    private void HandOn(IReadOnlyList<DueOperation> due)
    {
        foreach (var asleep in due.Where(operation => operation.HasSlept))
        {
            jobs.Wake(asleep.Id);
        }

        foreach (var free in _queued.Add([.. due.Where(operation => !operation.HasSlept)]))
        {
            jobs.Enqueue(free.Id);
        }
    }

    [LoggerMessage(LogLevel.Information, "Taking up {Count} unfinished operations")]
    private partial void LogResumed(int count);

    [LoggerMessage(LogLevel.Error, "The operations table can't be read")]
    private partial void LogAway(Exception exception);
}
