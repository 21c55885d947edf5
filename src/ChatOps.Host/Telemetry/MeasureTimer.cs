using ChatOps.Telemetry;

namespace ChatOps.Host.Telemetry;

/// <summary>Takes the measures that cost a look at the database, and keeps those alive that are taken when they are asked for.</summary>
internal sealed partial class MeasureTimer(
    RecordMeasures records, InventoryMeasures inventory, TimeProvider time, ILogger<MeasureTimer> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));

        GC.KeepAlive(inventory);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await records.LookAsync(cancellationToken);
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested)
        {
            LogAway(away.GetBaseException().Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The outbox and the audit trail can't be measured: {Reason}")]
    private partial void LogAway(string reason);
}
