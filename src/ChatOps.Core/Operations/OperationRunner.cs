using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Telemetry;
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

    /// <summary>Of <see cref="OperationOptions.RecheckEvery"/>.</summary>
    private const int LongestNap = 4;

    private readonly HeldOperations _held = new(operations, options, time, logger);

    /// <summary>Runs the operation for as long as there is something to do; returns at once when another holds it.</summary>
    public async Task RunAsync(int operationId, CancellationToken cancellationToken)
    {
        if (await _held.TakeAsync(operationId, cancellationToken) is not { } operation)
        {
            return;
        }

        using var trace = Traces.Operation(operationId, operation.Capability, operation.TraceParent);
        try
        {
            await AdvanceToRestAsync(operation, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _held.HandOverAsync(operationId);
            throw;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await _held.HandBackAsync(operationId, fault, cancellationToken);
        }
    }

    private async Task AdvanceToRestAsync(Operation operation, CancellationToken cancellationToken)
    {
        var capability = capabilities.Of(operation);
        if (capability is UnknownCapability unknown)
        {
            await _held.MoveAsync(operation.Id, found => Leave(found, unknown), cancellationToken);
            return;
        }

        var plan = capability.Deserialise(operation.PlanJson);
        var steps = capability.Steps(plan, operation.Id);
        while (_held.Has(operation))
        {
            operation = await AdvanceAsync(operation, plan.Risk, steps, cancellationToken);
        }
    }

    private async Task<Operation> AdvanceAsync(
        Operation operation, Risk risk, IReadOnlyList<IStep> steps, CancellationToken cancellationToken)
    {
        if (operation.Retreat is not null)
        {
            return await RetreatAsync(operation, steps, cancellationToken);
        }

        switch (operation.CurrentStep)
        {
            case null:
                LogSucceeded(operation.Id, operation.Subject);
                return await _held.MoveAsync(operation.Id, found => found.Succeed(time.GetUtcNow()), cancellationToken);
            case { Target: not null } when await authority.RefuseAsync(operation, risk, steps, cancellationToken) is { } refusal:
                return await _held.MoveAsync(operation.Id, found => Refuse(found, refusal), cancellationToken);
            case { State: StepState.Pending }:
                return await _held.MoveAsync(
                    operation.Id, found => found.BeginStep(time.GetUtcNow(), _held.Lease), cancellationToken);
            default:
                return await TakeStepAsync(operation, steps[operation.CurrentStep.Index], cancellationToken);
        }
    }

    /// <summary>
    /// A host of another version may know what to do, so it has its turns. Whoever cancelled is not kept waiting for one for
    /// ever.
    /// </summary>
    private void Leave(Operation operation, UnknownCapability unknown)
    {
        var now = time.GetUtcNow();
        if (operation.Retreat is null || operation.Setbacks < MostFaults)
        {
            operation.SitOut(unknown.Reason, now, now + _held.Pause(operation.Setbacks));
        }
        else
        {
            operation.EndUntakenBack(unknown.LeftBegun, now);
        }
    }

    /// <summary>A no ends it; while nobody can tell, it waits as for any neighbour that is away.</summary>
    private void Refuse(Operation operation, Problem refusal)
    {
        var now = time.GetUtcNow();
        if (refusal.Kind is ProblemKind.Unavailable)
        {
            operation.SitOut(refusal.Text, now, now + _held.Pause(operation.Setbacks));
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

        var next = operation.NextToUndo(steps);
        return await _held.MoveAsync(operation.Id, Next, cancellationToken);

        void Next(Operation found)
        {
            if (next is null)
            {
                found.EndRetreat(time.GetUtcNow());
            }
            else
            {
                found.BeginUndo(next.Index, ((IReversibleStep)steps[next.Index]).UndoTitle, time.GetUtcNow(), _held.Lease);
            }
        }
    }

    private Task<Operation> TakeStepAsync(Operation operation, IStep step, CancellationToken cancellationToken) =>
        TryAsync(operation, step, step.RunAsync, Move, cancellationToken);

    private async Task<Operation> TryAsync(
        Operation operation,
        IStep step,
        Func<CancellationToken, Task<StepOutcome>> act,
        Action<Operation, StepOutcome> move,
        CancellationToken cancellationToken)
    {
        // Taken before the step looks: what changes after its look wakes it, however soon.
        var seen = inventory.Revision;
        var outcome = Judge(operation, step, await ReachAsync(operation, step, act, cancellationToken));
        if (outcome is StepOutcome.Failed failed && operation.Retreat is null)
        {
            outcome = StepOutcome.Fail(await ExplainAsync(operation.Id, step, failed.Problem, cancellationToken));
        }

        var moved = await _held.MoveAsync(operation.Id, found => move(found, outcome), cancellationToken);
        if (moved.State is OperationState.Waiting)
        {
            sleepers.Watch(moved.Id, moved.Namespace, seen);
        }

        return moved;
    }

    /// <summary>What came of the step; its detour is taken once that is on record, and told until then.</summary>
    private async Task<StepOutcome> ReachAsync(
        Operation operation, IStep step, Func<CancellationToken, Task<StepOutcome>> act, CancellationToken cancellationToken)
    {
        var outcome = await OutcomeAsync(operation.Id, operation.Setbacks, step, act, cancellationToken);
        return outcome is StepOutcome.Detoured detour && operation.CurrentStep?.Means(detour.Target) is true
            ? await OutcomeAsync(operation.Id, operation.Setbacks, step, detour.Act, cancellationToken)
            : outcome;
    }

    private async Task<StepOutcome> OutcomeAsync(
        int operationId,
        int setbacks,
        IStep step,
        Func<CancellationToken, Task<StepOutcome>> act,
        CancellationToken cancellationToken)
    {
        using var trace = Traces.Step(step);
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

    /// <summary>Waiting longer than the step may is a failure, and nothing sleeps past that moment.</summary>
    private StepOutcome Judge(Operation operation, IStep step, StepOutcome outcome)
    {
        if (outcome is not StepOutcome.Waiting waiting)
        {
            return outcome;
        }

        var now = time.GetUtcNow();
        var left = operation.LimitLeft(step.Limit, now);
        return operation.IsOverdue(step.Limit, now) ? StepOutcome.Fail(Overdue(step, waiting.Reason))
            : left > TimeSpan.Zero && !(waiting.Within < left) ? waiting with { Within = left }
            : waiting;
    }

    /// <summary>A failure is told whether more can be said of it or not.</summary>
    private async Task<Problem> ExplainAsync(int operationId, IStep step, Problem failure, CancellationToken cancellationToken)
    {
        try
        {
            return await step.ExplainAsync(failure, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogUnexplained(operationId, step.Title, fault);
            return failure;
        }
    }

    private void Move(Operation operation, StepOutcome outcome)
    {
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case StepOutcome.Completed done:
                operation.CompleteStep(done, now);
                break;
            case StepOutcome.Failed failed when operation.Retreat is null:
                Fail(operation, failed.Problem, now);
                break;
            case StepOutcome.Detoured detour when operation.Retreat is null:
                operation.BeginDetour(detour.Intent, detour.Target, now, _held.Lease);
                break;
            default:
                // Cancelled while the step was at it: there is nothing to wait for any more, and no other end to come to.
                if (operation.Retreat is null)
                {
                    Rest(operation, outcome, now);
                }

                break;
        }
    }

    private void MoveBack(Operation operation, StepOutcome outcome)
    {
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case StepOutcome.Completed done:
                operation.CompleteUndo(done.Note, now, done.IsKept);
                break;
            case StepOutcome.Failed failed:
                operation.FailUndo(failed.Problem, now);
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
                operation.SitOut(outage.Reason, now, now + _held.Pause(operation.Setbacks));
                break;
            case StepOutcome.Waiting waiting:
                operation.Sleep(waiting.Reason, now, now + Nap(operation, waiting.Within, now));
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

    /// <summary>A change wakes it at once; by the clock it is looked at after half of what it has waited, so ever more rarely.</summary>
    private TimeSpan Nap(Operation operation, TimeSpan? within, DateTimeOffset now)
    {
        var every = options.Value.RecheckEvery;
        var half = operation.Waited(now) / 2 ?? every;
        var nap = half < every ? every : half > every * LongestNap ? every * LongestNap : half;
        return within < nap ? within.Value : nap;
    }

    [LoggerMessage(LogLevel.Information, "Operation {OperationId} on {Subject} succeeded")]
    private partial void LogSucceeded(int operationId, string subject);

    [LoggerMessage(LogLevel.Warning, "Operation {OperationId} on {Subject} failed: {Reason}")]
    private partial void LogFailed(int operationId, string subject, string reason);

    [LoggerMessage(LogLevel.Error, "Operation {OperationId} stumbled at '{Step}'")]
    private partial void LogBug(int operationId, string step, Exception bug);

    [LoggerMessage(LogLevel.Warning, "Why operation {OperationId} failed at '{Step}' could not be looked at")]
    private partial void LogUnexplained(int operationId, string step, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Operation {OperationId} waits at '{Step}' for the cluster: {Reason}")]
    private partial void LogAway(int operationId, string step, string reason);
}
