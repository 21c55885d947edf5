using ChatOps.Operations.Grafana.Passwords;

namespace ChatOps.Host.Jobs;

/// <summary>Finds out whether Grafana's default password still works, once the cluster was seen.</summary>
internal sealed partial class DefaultPasswordTimer(
    DefaultPasswordWatch watch, TimeProvider time, ILogger<DefaultPasswordTimer> logger) : BackgroundService
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
            return await watch.LookAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(fault);
            return DefaultPasswordWatch.Pause;
        }
    }

    [LoggerMessage(LogLevel.Error, "A look at Grafana's default password went wrong")]
    private partial void LogFault(Exception fault);
}
