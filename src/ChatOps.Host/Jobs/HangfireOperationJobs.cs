using ChatOps.Operations;
using Hangfire;

namespace ChatOps.Host.Jobs;

/// <summary>Queues operations with Hangfire.</summary>
public sealed class HangfireOperationJobs(IBackgroundJobClient jobs) : IOperationJobs
{
    public void Enqueue(int operationId) =>
        jobs.Enqueue<OperationJob>(job => job.RunAsync(operationId, CancellationToken.None));
}
