using System.Threading.Channels;
using ChatOps.Operations;
using Hangfire;

namespace ChatOps.Host.Jobs;

/// <summary>
/// Queues operations with Hangfire, in the background: who asks (a webhook, the watch of the cluster) never waits for
/// Hangfire's storage nor hears that it is away. What is lost with the process, the operations table still knows.
/// </summary>
public sealed partial class HangfireOperationJobs(
    IBackgroundJobClient jobs, WokenOperations woken, TimeProvider time, ILogger<HangfireOperationJobs> logger) : BackgroundService, IOperationJobs
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<int> _operations =
        Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true });

    // An unbounded channel that nobody completes takes everything.
    public void Enqueue(int operationId) => _operations.Writer.TryWrite(operationId);

    public void Wake(int operationId) => woken.Add(operationId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var operationId in _operations.Reader.ReadAllAsync(stoppingToken))
        {
            while (!TryHandOn(operationId))
            {
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private bool TryHandOn(int operationId)
    {
        try
        {
            jobs.Enqueue<OperationJob>(job => job.RunAsync(operationId, CancellationToken.None));
            return true;
        }
        catch (BackgroundJobClientException away)
        {
            LogAway(operationId, away.GetBaseException().Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Operation {OperationId} can't be queued, trying again: {Reason}")]
    private partial void LogAway(int operationId, string reason);
}
