using ChatOps.Audit;
using ChatOps.Chat;

namespace ChatOps.Operations;

/// <content>The moves of an operation that runs.</content>
public sealed partial class Operation
{
    /// <summary>Takes the operation for one worker, unless it has ended, or somebody holds it.</summary>
    /// <param name="worker">Who asks; what an earlier life of the same worker held is void.</param>
    /// <returns>False when there is nothing to do here.</returns>
    public bool TryTake(Worker worker, DateTimeOffset now, TimeSpan lease)
    {
        var orphaned = State is OperationState.Running && (LeaseUntil <= now || worker.HeldBefore(LeaseOwner));
        if (!orphaned && !State.CanMoveTo(OperationState.Running))
        {
            return false;
        }

        if (!orphaned)
        {
            MoveTo(OperationState.Running);
        }

        // One that slept when its worker died is taken up just as well, and whoever reads its message has waited as long.
        if (orphaned || worker.HeldBefore(LastWorker))
        {
            ResumedAt = ActiveStep?.Index + 1 ?? _steps.Count;
            Note(AuditAction.Resumed, $"at step {ResumedAt} of {_steps.Count}");
        }

        WakeAt = null;
        LastWorker = worker.Key;
        LeaseOwner = worker.Key;
        LeaseUntil = now + lease;
        return true;
    }

    /// <summary>Whoever ran it died while it slept: whoever takes it next resumes it, as one that was being run.</summary>
    /// <returns>False when it does not sleep any more.</returns>
    public bool TryOrphan(DateTimeOffset now)
    {
        if (State is not OperationState.Waiting)
        {
            return false;
        }

        MoveTo(OperationState.Running);
        WakeAt = null;
        LeaseOwner = LastWorker;
        LeaseUntil = now;
        return true;
    }

    /// <summary>Its host stops: it is free at once, for whoever comes first. The step under way is taken again, as after a crash.</summary>
    public void HandOver(DateTimeOffset now) => LeaseUntil = now;

    /// <summary>Puts the intent of the current step on record, before its effect.</summary>
    public void BeginStep(DateTimeOffset now, TimeSpan lease)
    {
        var step = Current();
        step.Begin(now);
        LeaseUntil = now + lease;
        Note(AuditAction.StepStarted, step.Target is null ? step.Title : $"{step.Title}: {step.Target}");
    }

    /// <summary>
    /// Puts on record what the current step, which only looked so far, has to change on its way; from then on it counts as one
    /// that changes something.
    /// </summary>
    public void BeginDetour(string intent, StepTarget target, DateTimeOffset now, TimeSpan lease)
    {
        Current().TurnTo(target);
        LeaseUntil = now + lease;
        Note(AuditAction.StepStarted, $"{intent}: {target}");
    }

    public void CompleteStep(string? note, DateTimeOffset now) => CompleteStep(new StepOutcome.Completed(note), now);

    /// <summary>
    /// Where it was so already there is nothing to take back; where it is enough the steps after it are not needed, and shown no
    /// more.
    /// </summary>
    public void CompleteStep(StepOutcome.Completed outcome, DateTimeOffset now)
    {
        var step = Current();
        if (outcome.WasSo)
        {
            step.GiveUpUndoing();
        }

        if (outcome.IsEnough)
        {
            _steps.RemoveAll(later => later.Index > step.Index);
        }

        step.End(outcome.IsUnproven ? StepState.Unknown : StepState.Done, outcome.Note, now);
        Setbacks = 0;
        Note(
            outcome.IsUnproven ? AuditAction.StepUnknown : AuditAction.StepDone,
            outcome.Note is null ? step.Title : $"{step.Title}: {outcome.Note}");
    }

    /// <summary>Sleeps until the cluster changes, and no longer than until the timer.</summary>
    public void Sleep(string reason, DateTimeOffset now, DateTimeOffset wakeAt)
    {
        if (Setbacks > 0)
        {
            ActiveStep?.Pause(reason, now);
        }
        else
        {
            ActiveStep?.Wait(reason);
        }

        Setbacks = 0;
        Release(OperationState.Waiting, wakeAt);
    }

    /// <summary>Sleeps because a neighbour is away; the step's time limit stands still meanwhile.</summary>
    public void SitOut(string reason, DateTimeOffset now, DateTimeOffset wakeAt)
    {
        ActiveStep?.Pause(reason, now);
        Setbacks++;
        Release(OperationState.Waiting, wakeAt);
    }

    public void Succeed(DateTimeOffset now)
    {
        End(OperationState.Succeeded, now);
        var waited = FreeSince - CreatedAt;
        Note(
            AuditAction.Succeeded,
            $"took {Words.Of(now - FreeSince)}{(ApprovalsNeeded == 0 ? "" : $", after {Words.Of(waited)} of waiting for approval")}");
    }

    /// <summary>Records a failure; what was begun and can be taken back is, before the operation ends.</summary>
    public void Fail(Problem problem, DateTimeOffset now)
    {
        if (CurrentStep is { } step)
        {
            step.End(StepState.Failed, problem.Text, now);
            Note(AuditAction.StepFailed, $"{step.Title}: {problem.Text}");
        }

        Failure = problem.Text;
        FailureNextStep = problem.NextStep;
        FailureCommand = problem.Command;
        Retreat = OperationState.Failed;
    }

    /// <summary>The current step has had its time, not counting outages.</summary>
    public bool IsOverdue(TimeSpan limit, DateTimeOffset now) => Setbacks == 0 && LimitLeft(limit, now) <= TimeSpan.Zero;

    /// <returns>For how long the current step has been at work; null where none is.</returns>
    public TimeSpan? Waited(DateTimeOffset now) => now - ActiveStep?.StartedAt;

    /// <returns>How much of that time the current step has left; null where none is at work.</returns>
    public TimeSpan? LimitLeft(TimeSpan limit, DateTimeOffset now) => ActiveStep?.LimitFrom + limit - now;

    /// <summary>True while this worker may change it: nobody took it over when the lease ran out.</summary>
    public bool IsHeldBy(Worker worker) => State is OperationState.Running && LeaseOwner == worker.Key;
}
