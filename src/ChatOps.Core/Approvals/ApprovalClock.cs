using ChatOps.Operations;

namespace ChatOps.Approvals;

/// <summary>Closes requests that nobody decided on in time: by the clock, not by the next click.</summary>
public sealed class ApprovalClock(IOperations operations, TimeProvider time)
{
    public async Task ExpireAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var id in await operations.ExpiredAsync(now, cancellationToken))
        {
            await operations.ChangeAsync(id, found => TryExpire(found, now), cancellationToken);
        }
    }

    private static bool TryExpire(Operation operation, DateTimeOffset now)
    {
        if (operation.State is not OperationState.AwaitingApproval || operation.ExpiresAt > now)
        {
            return false;
        }

        operation.Expire(now);
        return true;
    }
}
