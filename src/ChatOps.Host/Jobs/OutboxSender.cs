using ChatOps.Operations.Outbox;

namespace ChatOps.Host.Jobs;

/// <summary>Keeps the relay going: at once when something was stored, and by the clock for what was postponed.</summary>
public sealed partial class OutboxSender(
    OutboxRelay relay, IOutbox outbox, TimeProvider time, ILogger<OutboxSender> logger) : BackgroundService
{
    private static readonly TimeSpan Recheck = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await relay.BeginAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A fault of the database, a cancellation of its own included: the outbox still has everything.
                LogFault(fault);
                await Task.Delay(Pause, time, stoppingToken);
            }

            await outbox.WaitForNewsAsync(Recheck, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox could not be delivered; trying again")]
    private partial void LogFault(Exception exception);
}
