using ChatOps.Houston.Deployments;

namespace ChatOps.Host.Jobs;

/// <summary>Asks Houston now and then what the deployments are called.</summary>
internal sealed partial class LabelTimer(LabelKeeper labels, TimeProvider time, ILogger<LabelTimer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await LookAsync(stoppingToken) is { } pause)
        {
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    private async Task<TimeSpan?> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await labels.LookAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(fault);
            return LabelKeeper.ShortPause;
        }
    }

    [LoggerMessage(LogLevel.Error, "A look at Houston's deployments went wrong")]
    private partial void LogFault(Exception fault);
}
