using ChatOps.Operations;

namespace ChatOps.Host.Jobs;

/// <summary>Goes on with woken operations where they slept: a job through the database would cost more than most of their looks.</summary>
public sealed partial class OperationWaker(
    WokenOperations woken, OperationRunner runner, ILogger<OperationWaker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        woken.TakeAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = JobServices.Workers, CancellationToken = stoppingToken },
        RunAsync);

    private async ValueTask RunAsync(int operationId, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunAsync(operationId, cancellationToken);
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested)
        {
            // The database is away: there it still sleeps, so the timer wakes it again.
            LogAway(operationId, away);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Operation {OperationId} was woken and could not be looked at")]
    private partial void LogAway(int operationId, Exception exception);
}
