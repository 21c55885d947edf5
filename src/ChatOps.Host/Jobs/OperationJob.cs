using ChatOps.Operations;

namespace ChatOps.Host.Jobs;

/// <summary>
/// What Hangfire runs: one look at one operation. The signature is a stored contract, so it takes the id alone. A job
/// that throws (the database is away) is tried again by Hangfire; that is harmless, since the operation knows its steps.
/// </summary>
public sealed class OperationJob(OperationRunner runner)
{
    public Task RunAsync(int operationId, CancellationToken cancellationToken) =>
        runner.RunAsync(operationId, cancellationToken);
}
