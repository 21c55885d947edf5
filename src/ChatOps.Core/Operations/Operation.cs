using ChatOps.Audit;
using ChatOps.Chat;

namespace ChatOps.Operations;

/// <summary>
/// One asked-for change, kept in the database from the request to its end. It changes only through its moves, and every
/// move says what the audit trail has to remember; the store writes both in one transaction.
/// </summary>
public sealed class Operation
{
    private readonly List<OperationStep> _steps = [];
    private readonly List<AuditNote> _notes = [];

    // For the database.
    private Operation()
    {
        RequestId = Capability = Text = PlanJson = Subject = Target = Namespace = string.Empty;
        Actor = new Actor(string.Empty, string.Empty, string.Empty);
        Conversation = new Conversation(string.Empty, string.Empty);
    }

    /// <summary>The number people use; 0 until it is stored.</summary>
    public int Id { get; private set; }

    /// <summary>Rises with every stored move; of two writers who read the same version exactly one wins.</summary>
    public int Version { get; private set; }

    /// <summary>The request it answers; unique, so that a request delivered twice acts once.</summary>
    public string RequestId { get; private set; }

    /// <summary>The name of the capability that planned it.</summary>
    public string Capability { get; private set; }

    /// <summary>What the person typed.</summary>
    public string Text { get; private set; }

    public string PlanJson { get; private set; }

    /// <inheritdoc cref="IPlan.Subject"/>
    public string Subject { get; private set; }

    /// <inheritdoc cref="IPlan.Target"/>
    public string Target { get; private set; }

    /// <inheritdoc cref="IPlan.Namespace"/>
    public string Namespace { get; private set; }

    /// <summary>The target while the operation lasts, null afterwards; unique, so that one target has one operation.</summary>
    public string? BusyTarget { get; private set; }

    public Actor Actor { get; private set; }

    public Conversation Conversation { get; private set; }

    public OperationState State { get; private set; } = OperationState.Planned;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When it is looked at again though nothing woke it; null unless it waits.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    /// <summary>The key of the worker that runs it, until <see cref="LeaseUntil"/>; null unless it runs.</summary>
    public string? LeaseOwner { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Outages in a row since something last worked; sets how long the next pause is.</summary>
    public int Setbacks { get; private set; }

    /// <summary>Why it failed, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>What to do about the failure, or null.</summary>
    public string? FailureNextStep { get; private set; }

    public IReadOnlyList<OperationStep> Steps => _steps;

    /// <summary>The step to take now, or null when all are done.</summary>
    public OperationStep? CurrentStep => _steps.Find(step => step.State is StepState.Pending or StepState.Running);

    /// <summary>What the moves since the last save leave to remember, oldest first.</summary>
    public IReadOnlyList<AuditNote> Notes => _notes;

    /// <summary>A new operation that may run at once: its risk asks for nobody's approval.</summary>
    public static Operation Accept(
        Request request, string capability, IPlan plan, string planJson, IReadOnlyList<IStep> steps, DateTimeOffset now)
    {
        var operation = new Operation
        {
            RequestId = request.Id,
            Capability = capability,
            Text = request.Text,
            PlanJson = planJson,
            Subject = plan.Subject,
            Target = plan.Target,
            Namespace = plan.Namespace,
            BusyTarget = plan.Target,
            Actor = request.Actor,
            Conversation = request.Conversation,
            CreatedAt = now,
        };
        operation._steps.AddRange(steps.Select((step, index) => new OperationStep(index, step.Title, step.Target)));
        operation.NoteBy(request.Actor, AuditAction.Asked, request.Text);
        operation.Note(AuditAction.Planned, string.Join("; ", operation._steps.Select(step => step.Title)));
        operation.MoveTo(OperationState.Approved);
        operation.Note(AuditAction.Approved, $"{plan.Risk} risk needs no approval");
        return operation;
    }

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

        if (orphaned)
        {
            Note(AuditAction.Resumed, $"at step {CurrentStep?.Index + 1 ?? _steps.Count} of {_steps.Count}");
        }
        else
        {
            MoveTo(OperationState.Running);
        }

        WakeAt = null;
        LeaseOwner = worker.Key;
        LeaseUntil = now + lease;
        return true;
    }

    /// <summary>Puts the intent of the current step on record, before its effect.</summary>
    public void BeginStep(DateTimeOffset now, TimeSpan lease)
    {
        var step = Current();
        step.Begin(now);
        LeaseUntil = now + lease;
        Note(AuditAction.StepStarted, step.Target is null ? step.Title : $"{step.Title}: {step.Target}");
    }

    public void CompleteStep(string? note, DateTimeOffset now)
    {
        var step = Current();
        step.End(StepState.Done, note, now);
        Setbacks = 0;
        Note(AuditAction.StepDone, note is null ? step.Title : $"{step.Title}: {note}");
    }

    /// <summary>Sleeps until the cluster changes, and no longer than until the timer.</summary>
    public void Sleep(string reason, DateTimeOffset now, DateTimeOffset wakeAt)
    {
        if (Setbacks > 0)
        {
            Current().Pause(reason, now);
        }
        else
        {
            Current().Wait(reason);
        }

        Setbacks = 0;
        Release(OperationState.Waiting, wakeAt);
    }

    /// <summary>Sleeps because a neighbour is away; the step's time limit stands still meanwhile.</summary>
    public void SitOut(string reason, DateTimeOffset now, DateTimeOffset wakeAt)
    {
        Current().Pause(reason, now);
        Setbacks++;
        Release(OperationState.Waiting, wakeAt);
    }

    public void Succeed(DateTimeOffset now)
    {
        End(OperationState.Succeeded, now);
        Note(AuditAction.Succeeded, $"took {(now - CreatedAt).TotalSeconds:0} s");
    }

    public void Fail(Problem problem, DateTimeOffset now)
    {
        if (CurrentStep is { } step)
        {
            step.End(StepState.Failed, problem.Text, now);
            Note(AuditAction.StepFailed, $"{step.Title}: {problem.Text}");
        }

        Failure = problem.Text;
        FailureNextStep = problem.NextStep;
        End(OperationState.Failed, now);
        Note(AuditAction.Failed, problem.Text);
    }

    /// <summary>The current step has had its time, not counting outages.</summary>
    public bool IsOverdue(TimeSpan limit, DateTimeOffset now) => Setbacks == 0 && CurrentStep?.LimitFrom + limit <= now;

    /// <summary>True while this worker may change it: nobody took it over when the lease ran out.</summary>
    public bool IsHeldBy(Worker worker) => State is OperationState.Running && LeaseOwner == worker.Key;

    /// <summary>Counts a stored move; called by the store, once per transaction.</summary>
    public void CountMove()
    {
        Version++;
        _notes.Clear();
    }

    private OperationStep Current() =>
        CurrentStep ?? throw new InvalidOperationException($"Operation {Id} has no step left.");

    private void End(OperationState state, DateTimeOffset now)
    {
        Release(state, wakeAt: null);
        BusyTarget = null;
        EndedAt = now;
    }

    private void Release(OperationState state, DateTimeOffset? wakeAt)
    {
        MoveTo(state);
        WakeAt = wakeAt;
        LeaseOwner = null;
        LeaseUntil = null;
    }

    private void MoveTo(OperationState state)
    {
        if (!State.CanMoveTo(state))
        {
            throw new InvalidOperationException($"Operation {Id} can't go from {State} to {state}.");
        }

        State = state;
    }

    private void Note(string action, string detail) =>
        _notes.Add(new AuditNote(AuditNote.Bot, AuditNote.Bot, action, Subject, detail));

    private void NoteBy(Actor actor, string action, string detail) =>
        _notes.Add(new AuditNote(actor.Key, actor.Name, action, Subject, detail));
}
