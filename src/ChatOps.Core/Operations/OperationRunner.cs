using ChatOps.Chat;
using ChatOps.Inventory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations;

/// <summary>
/// Takes an operation step after step until it ends or must wait. Every move is stored before the next thing happens, so
/// that whoever comes after a crash knows what was begun.
/// </summary>
public sealed partial class OperationRunner(
    IOperations operations,
    Capabilities capabilities,
    IInventory inventory,
    ISleepingOperations sleepers,
    Authority authority,
    IOptions<OperationOptions> options,
    TimeProvider time,
    ILogger<OperationRunner> logger)
{
    /// <summary>A step that throws is tried this often again: what was a hiccup passes, a bug does not.</summary>
    private const int MostFaults = 4;

    private readonly Worker _worker = new(options.Value.Worker, Guid.NewGuid().ToString("N"));

    private TimeSpan Lease => options.Value.Lease;

    /// <summary>Runs the operation for as long as there is something to do; returns at once when another holds it.</summary>
    public async Task RunAsync(int operationId, CancellationToken cancellationToken)
    {
        var (operation, taken) = await operations.ChangeAsync(
            operationId, found => found.TryTake(_worker, time.GetUtcNow(), Lease), cancellationToken);
        if (!taken)
        {
            return;
        }

        var capability = capabilities.Of(operation);
        var steps = capability.Steps(capability.Deserialise(operation.PlanJson), operation.Id);
        while (operation.IsHeldBy(_worker))
        {
            operation = await AdvanceAsync(operation, steps, cancellationToken);
        }
    }

    private async Task<Operation> AdvanceAsync(
        Operation operation, IReadOnlyList<IStep> steps, CancellationToken cancellationToken)
    {
        if (operation.Retreat is not null)
        {
            return await RetreatAsync(operation, steps, cancellationToken);
        }

        switch (operation.CurrentStep)
        {
            case null:
                LogSucceeded(operation.Id, operation.Subject);
                return await MoveAsync(operation.Id, found => found.Succeed(time.GetUtcNow()), cancellationToken);
            case { Target: not null } when await authority.RefuseAsync(operation, steps, cancellationToken) is { } refusal:
                return await MoveAsync(operation.Id, found => Refuse(found, refusal), cancellationToken);
            case { State: StepState.Pending }:
                return await MoveAsync(
                    operation.Id, found => found.BeginStep(time.GetUtcNow(), Lease), cancellationToken);
            default:
                return await TakeStepAsync(operation, steps[operation.CurrentStep.Index], cancellationToken);
        }
    }

    /// <summary>A no ends it; while nobody can tell, it waits as for any neighbour that is away.</summary>
    private void Refuse(Operation operation, Problem refusal)
    {
        var now = time.GetUtcNow();
        if (refusal.Kind is ProblemKind.Unavailable)
        {
            operation.SitOut(refusal.Text, now, now + Pause(operation.Setbacks));
        }
        else
        {
            Fail(operation, refusal, now);
        }
    }

    /// <summary>Takes back, last first, what was begun and can be.</summary>
    private async Task<Operation> RetreatAsync(
        Operation operation, IReadOnlyList<IStep> steps, CancellationToken cancellationToken)
    {
        if (operation.UndoingIndex is { } undoing)
        {
            var step = (IReversibleStep)steps[undoing];
            return await TryAsync(operation, step, step.UndoAsync, MoveBack, cancellationToken);
        }

        var next = operation.Steps.LastOrDefault(
            record => record is { WasBegun: true, IsUndone: false } && steps[record.Index] is IReversibleStep);
        return await MoveAsync(operation.Id, Next, cancellationToken);

        void Next(Operation found)
        {
            if (next is null)
            {
                found.EndRetreat(time.GetUtcNow());
            }
            else
            {
                found.BeginUndo(next.Index, time.GetUtcNow(), Lease);
            }
        }
    }

    private Task<Operation> TakeStepAsync(Operation operation, IStep step, CancellationToken cancellationToken) =>
        TryAsync(operation, step, step.RunAsync, Move, cancellationToken);

    private async Task<Operation> TryAsync(
        Operation operation,
        IStep step,
        Func<CancellationToken, Task<StepOutcome>> act,
        Action<Operation, IStep, StepOutcome> move,
        CancellationToken cancellationToken)
    {
        // Taken before the step looks: what changes after its look wakes it, however soon.
        var seen = inventory.Revision;
        var outcome = await OutcomeAsync(operation.Id, operation.Setbacks, step, act, cancellationToken);
        var moved = await MoveAsync(operation.Id, found => move(found, step, outcome), cancellationToken);
        if (moved.State is OperationState.Waiting)
        {
            sleepers.Watch(moved.Id, moved.Namespace, seen);
        }

        return moved;
    }

    private async Task<StepOutcome> OutcomeAsync(
        int operationId,
        int setbacks,
        IStep step,
        Func<CancellationToken, Task<StepOutcome>> act,
        CancellationToken cancellationToken)
    {
        try
        {
            return await act(cancellationToken);
        }
        catch (ClusterUnavailableException away)
        {
            LogAway(operationId, step.Title, away.Message);
            return StepOutcome.SitOut($"{away.Message}; trying again");
        }
        catch (ClusterForbiddenException forbidden)
        {
            return StepOutcome.Fail(Problem.Refused(
                forbidden.Message, "Give the bot's service account that right, then ask again."));
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            LogBug(operationId, step.Title, bug);
            return setbacks < MostFaults
                ? StepOutcome.SitOut("the bot itself stumbled here; trying again")
                : StepOutcome.Fail(Problem.Unavailable(
                    $"The bot itself stumbled at this step {MostFaults + 1} times and gave up.",
                    "Its log says where; what is done and what isn't stands above."));
        }
    }

    private void Move(Operation operation, IStep step, StepOutcome outcome)
    {
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case StepOutcome.Completed done:
                operation.CompleteStep(done.Note, now, done.IsEnough);
                break;
            case StepOutcome.Failed failed:
                Fail(operation, failed.Problem, now);
                break;
            case StepOutcome.Waiting waiting when operation.IsOverdue(step.Limit, now):
                Fail(operation, Overdue(step, waiting.Reason), now);
                break;
            default:
                // Cancelled while the step looked: there is nothing to wait for any more.
                if (operation.Retreat is null)
                {
                    Rest(operation, outcome, now);
                }

                break;
        }
    }

    private void MoveBack(Operation operation, IStep step, StepOutcome outcome)
    {
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case StepOutcome.Completed done:
                operation.CompleteUndo(done.Note, now);
                break;
            case StepOutcome.Failed failed:
                operation.FailUndo(failed.Problem, now);
                break;
            case StepOutcome.Waiting waiting when operation.IsOverdue(step.Limit, now):
                operation.FailUndo(Overdue(step, waiting.Reason), now);
                break;
            default:
                Rest(operation, outcome, now);
                break;
        }
    }

    private void Rest(Operation operation, StepOutcome outcome, DateTimeOffset now)
    {
        switch (outcome)
        {
            case StepOutcome.Outage outage:
                operation.SitOut(outage.Reason, now, now + Pause(operation.Setbacks));
                break;
            case StepOutcome.Waiting waiting:
                operation.Sleep(waiting.Reason, now, now + Nap(waiting.Within));
                break;
            default:
                throw new InvalidOperationException($"A step outcome nobody knows: {outcome.GetType().Name}");
        }
    }

    private void Fail(Operation operation, Problem problem, DateTimeOffset now)
    {
        LogFailed(operation.Id, operation.Subject, problem.Text);
        operation.Fail(problem, now);
    }

    private static Problem Overdue(IStep step, string reason) => Problem.Conflict(
        $"Not within {Words.Of(step.Limit)}: {reason}.",
        "Kubernetes goes on trying by itself; pods shows whether it gets there once the cause is mended.");

    private async Task<Operation> MoveAsync(int id, Action<Operation> move, CancellationToken cancellationToken)
    {
        var (operation, _) = await operations.ChangeAsync(id, Held, cancellationToken);
        return operation;

        bool Held(Operation found)
        {
            if (!found.IsHeldBy(_worker))
            {
                return false;
            }

            move(found);
            return true;
        }
    }

    private TimeSpan Nap(TimeSpan? within) =>
        within is { } told && told < options.Value.RecheckEvery ? told : options.Value.RecheckEvery;

    private TimeSpan Pause(int setbacks) => Backoff.After(setbacks, options.Value.LongestPause);

    [LoggerMessage(LogLevel.Information, "Operation {OperationId} on {Subject} succeeded")]
    private partial void LogSucceeded(int operationId, string subject);

    [LoggerMessage(LogLevel.Warning, "Operation {OperationId} on {Subject} failed: {Reason}")]
    private partial void LogFailed(int operationId, string subject, string reason);

    [LoggerMessage(LogLevel.Error, "Operation {OperationId} stumbled at '{Step}'")]
    private partial void LogBug(int operationId, string step, Exception bug);

    [LoggerMessage(LogLevel.Warning, "Operation {OperationId} waits at '{Step}' for the cluster: {Reason}")]
    private partial void LogAway(int operationId, string step, string reason);
}
