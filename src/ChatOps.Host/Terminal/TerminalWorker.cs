using ChatOps.Adapters.Storage;
using ChatOps.Approvals;
using ChatOps.Desk;
using ChatOps.Operations;

namespace ChatOps.Host.Terminal;

/// <summary>Does a host's work for one operation while no host lives on this database.</summary>
internal sealed class TerminalWorker(
    LivingHosts hosts, IOperations operations, OperationRunner runner, ApprovalClock approvals, GlassBreaker glass, TerminalJobs jobs, TimeProvider time)
{
    /// <summary>Looks once whether there is something to do, and does it.</summary>
    /// <returns>Whether the work is this process's, since no host is there for it.</returns>
    public async Task<bool> WorkAsync(int operationId, CancellationToken cancellationToken)
    {
        if (await hosts.CountAsync(cancellationToken) > 0)
        {
            return false;
        }

        await approvals.ExpireAsync(cancellationToken);
        await glass.CountDownAsync(cancellationToken);
        if (IsWoken(operationId) || (await operations.DueAsync(time.GetUtcNow(), cancellationToken)).Any(due => due.Id == operationId))
        {
            await runner.RunAsync(operationId, cancellationToken);
        }

        return true;
    }

    private bool IsWoken(int operationId)
    {
        var woken = false;
        while (jobs.Take() is { } queued)
        {
            woken |= queued == operationId;
        }

        return woken;
    }
}
