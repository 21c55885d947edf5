using ChatOps.Operations;
using Hangfire;

namespace ChatOps.Host.Jobs;

/// <summary>
/// What Hangfire runs: one look at one operation. The signature is a stored contract, so it takes the id alone. A job
/// that throws (the database is away) is tried again by Hangfire; that is harmless, since the operation knows its steps.
/// One that keeps throwing is dropped, for Hangfire would keep it for ever: the operations table has what is due.
/// </summary>
[AutomaticRetry(OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class OperationJob(OperationRunner runner)
{
    public Task RunAsync(int operationId, CancellationToken cancellationToken) =>
        runner.RunAsync(operationId, cancellationToken);
}
