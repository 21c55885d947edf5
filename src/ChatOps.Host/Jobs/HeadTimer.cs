using ChatOps.Incidents;

namespace ChatOps.Host.Jobs;

/// <summary>Looks every half minute whether the head of the audit trail is due.</summary>
internal sealed partial class HeadTimer(DailyHead head, TimeProvider time, ILogger<HeadTimer> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await head.WriteIfDueAsync(stoppingToken);
            }
            catch (Exception away) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away: it is as due in half a minute.
                LogAway(away.GetBaseException().Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The head of the audit trail can't be written yet: {Reason}")]
    private partial void LogAway(string reason);
}
