using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Operations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Desk;

/// <summary>
/// Counts down for those who go on alone, and lets their operation run at the end: if its plan is still the one they saw,
/// they still may, and nobody decided meanwhile. Every move looks at the stored operation, so of two hosts one makes it,
/// and a host that was away makes it when it is back.
/// </summary>
public sealed partial class GlassBreaker(
    Replanner replanner,
    Grants grants,
    Scopes scopes,
    ApprovalRules rules,
    IOptions<ApprovalOptions> options,
    IOperations operations,
    IOperationJobs jobs,
    TimeProvider time,
    ILogger<GlassBreaker> logger)
{
    /// <summary>How soon it is tried again when the end could not be judged.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    public async Task CountDownAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await operations.CountingDownAsync(time.GetUtcNow(), cancellationToken))
        {
            if (await operations.FindAsync(id, cancellationToken) is not { IsCountingDown: true } read)
            {
                continue;
            }

            try
            {
                await MoveAsync(read, await NextMoveAsync(read, cancellationToken), cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // The others count on; this one is given up when its time to decide is over.
                LogStuck(id, fault);
            }
        }
    }

    private async Task<Action<Operation>> NextMoveAsync(Operation read, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < read.GlassBreaksAt)
        {
            return found => found.CountDown(CountdownMarks.After(now, found.GlassBreaksAt!.Value)); // it counts down
        }

        if (await ReasonToStopAsync(read, cancellationToken) is { } reason)
        {
            return InTheWay(reason, now);
        }

        return (await replanner.PlanAgainAsync(read, cancellationToken)).TryGet(out var plan, out var problem)
            ? AtTheEnd(plan, now)
            : InTheWay(problem, now);
    }

    private async Task<Problem?> ReasonToStopAsync(Operation read, CancellationToken cancellationToken) =>
        options.Value.BreakGlass.Enabled
            ? await grants.RefuseAsync(read.Actor, Role.Operator, scopes.Of(read), cancellationToken)
            : Problem.Denied("Break-glass was switched off meanwhile.");

    private Action<Operation> AtTheEnd(Replanned plan, DateTimeOffset now) => plan.IsSame
        ? found => found.BreakGlass(now)
        : found => found.Replan(plan, rules, now);

    /// <summary>A cluster, or a chat platform that knows the groups, that is out of reach is waited for, until the request expires.</summary>
    private static Action<Operation> InTheWay(Problem problem, DateTimeOffset now) =>
        problem.Kind is ProblemKind.Unavailable
            ? found => found.CountDown(now + Pause)
            : found => found.KeepGlass(problem.Text);

    private async Task MoveAsync(Operation read, Action<Operation> move, CancellationToken cancellationToken)
    {
        var (operation, moved) = await operations.ChangeAsync(read.Id, IfTheSame, cancellationToken);
        if (moved && operation.State is OperationState.Approved)
        {
            LogBroken(operation.Id, operation.Subject, operation.Actor.Key);
            jobs.Enqueue(operation.Id);
        }

        bool IfTheSame(Operation found)
        {
            if (!found.IsCountingDown || found.Version != read.Version)
            {
                return false;
            }

            move(found);
            return true;
        }
    }

    [LoggerMessage(LogLevel.Error, "The countdown of operation {OperationId} can't go on; trying again")]
    private partial void LogStuck(int operationId, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Operation {OperationId} on {Subject} goes on without approval, by {Actor}")]
    private partial void LogBroken(int operationId, string subject, string actor);
}
