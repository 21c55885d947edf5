using ChatOps.Inventory;
using ChatOps.Rehearsing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatOps.Host.Rehearsing;

/// <summary>
/// Holds every rehearsal once the host listens and has seen the cluster; only then it calls itself ready. One that goes
/// wrong is logged and left: the bot works without it, only slower at first.
/// </summary>
internal sealed partial class Rehearsals(
    IEnumerable<IRehearsal> rehearsals,
    IInventory inventory,
    IHostApplicationLifetime host,
    TimeProvider time,
    ILogger<Rehearsals> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>All were held.</summary>
    public bool AreOver { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Endpoints are there once the host has started; with an empty inventory there would be little to practise on.
        while (!host.ApplicationStarted.IsCancellationRequested || !inventory.Health.IsComplete)
        {
            await Task.Delay(Pause, time, stoppingToken);
        }

        var started = time.GetTimestamp();
        await Task.WhenAll(rehearsals.Select(rehearsal => Task.Run(() => TryAsync(rehearsal, stoppingToken), stoppingToken)));
        AreOver = true;
        LogOver((int)time.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task TryAsync(IRehearsal rehearsal, CancellationToken cancellationToken)
    {
        try
        {
            await Rehearsal.HoldAsync(() => rehearsal.RehearseAsync(cancellationToken));
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(rehearsal.GetType().Name, fault);
        }
    }

    [LoggerMessage(LogLevel.Information, "Rehearsed the way of a command in {Milliseconds} ms")]
    private partial void LogOver(int milliseconds);

    [LoggerMessage(LogLevel.Warning, "{Rehearsal} went wrong; the first command will take longer")]
    private partial void LogFault(string rehearsal, Exception fault);
}

/// <summary>Not ready before the rehearsals are over.</summary>
internal sealed class RehearsalCheck(Rehearsals rehearsals) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(rehearsals.AreOver
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The bot is about to be ready."));
}
