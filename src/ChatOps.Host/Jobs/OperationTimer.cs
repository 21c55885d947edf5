using ChatOps.Approvals;
using ChatOps.Desk;
using ChatOps.Operations;

namespace ChatOps.Host.Jobs;

/// <summary>
/// Queues what the operations table says is due. At the start that is everything unfinished, since Hangfire's own queue
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = false;
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await ResumeOrphansAsync(stoppingToken);
                var due = started
                    ? await operations.DueAsync(time.GetUtcNow(), stoppingToken)
                    : await operations.UnfinishedAsync(stoppingToken);
                Enqueue(due, resumed: !started);
                started = true;
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

    private void Enqueue(IReadOnlyList<int> due, bool resumed)
    {
        if (resumed && due.Count > 0)
        {
            LogResumed(due.Count);
        }

        foreach (var operationId in due)
        {
            jobs.Enqueue(operationId);
        }
    }

    [LoggerMessage(LogLevel.Information, "Taking up {Count} unfinished operations")]
    private partial void LogResumed(int count);

    [LoggerMessage(LogLevel.Error, "The operations table can't be read")]
    private partial void LogAway(Exception exception);
}
