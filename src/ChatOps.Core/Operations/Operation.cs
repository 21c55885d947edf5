using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Telemetry;

namespace ChatOps.Operations;

/// <summary>
/// One asked-for change, kept in the database from the request to its end. It changes only through its moves, and every
/// move says what the audit trail has to remember; the store writes both in one transaction.
/// </summary>
public sealed partial class Operation
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

    /// <summary>The operation that this one tries again, or null.</summary>
    public int? RetryOf { get; private set; }

    /// <summary>What the person typed; for a retry, what was typed for the operation that it tries again.</summary>
    public string Text { get; private set; }

    public string PlanJson { get; private set; }

    /// <summary>The trace of the command that asked for it, which its runs go on with; null where none was made.</summary>
    public string? TraceParent { get; private set; }

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

    /// <summary>The <see cref="Worker.Key"/> of the worker that ran it last, also while it waits; null before it first ran.</summary>
    public string? LastWorker { get; private set; }

    /// <summary>The step, from 1, at which it was last taken up after its worker had died; null if none has.</summary>
    public int? ResumedAt { get; private set; }

    /// <summary>Outages in a row since something last worked; sets how long the next pause is.</summary>
    public int Setbacks { get; private set; }

    /// <summary>Why it failed, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>What to do about the failure, or null.</summary>
    public string? FailureNextStep { get; private set; }

    /// <summary>The command that goes on from the failure, or null where none is known.</summary>
    public string? FailureCommand { get; private set; }

    /// <summary>In the order in which they are taken; a database hands out rows in any, such as the changed ones last.</summary>
    public IReadOnlyList<OperationStep> Steps => [.. _steps.OrderBy(step => step.Index)];

    /// <summary>The step to take now, or null when all are done.</summary>
    public OperationStep? CurrentStep =>
        Steps.FirstOrDefault(step => step.State is StepState.Pending or StepState.Running);

    /// <summary>What the moves since the last save leave to remember, oldest first.</summary>
    public IReadOnlyList<AuditNote> Notes => _notes;

    /// <summary>A new operation: it may run at once, or waits for those who have to agree.</summary>
    /// <param name="steps">What the plan comes to.</param>
    /// <param name="need">Who has to agree first.</param>
    /// <param name="expiresAt">Until when they may; of no meaning when nobody has to.</param>
    /// <param name="retryOf">The operation that this one tries again, or null.</param>
    public static Operation Accept(
        Request request,
        string capability,
        IPlan plan,
        string planJson,
        IReadOnlyList<IStep> steps,
        ApprovalNeed need,
        DateTimeOffset expiresAt,
        DateTimeOffset now,
        int? retryOf = null)
    {
        var operation = new Operation
        {
            RetryOf = retryOf,
            RequestId = request.Id,
            Capability = capability,
            Text = request.Text,
            Subject = plan.Subject,
            Target = plan.Target,
            Namespace = plan.Namespace,
            BusyTarget = plan.Target,
            Actor = request.Actor,
            Conversation = request.Conversation,
            CreatedAt = now,
            TraceParent = Traces.Parent,
        };
        operation.NoteBy(
            request.Actor, AuditAction.Asked, retryOf is null ? request.Text : $"retry {retryOf}: {request.Text}");
        operation.Adopt(planJson, steps);
        operation.AskFor(need, plan.Risk, expiresAt);
        return operation;
    }

    /// <summary>The answer to whoever names an operation that was never stored.</summary>
    public static Problem NotThere(int id) =>
        Problem.NotFound($"There is no operation {id}.", "Say operations to see those there are.");

    /// <summary>Counts a stored move; called by the store, once per transaction.</summary>
    public void CountMove()
    {
        Version++;
        _notes.Clear();
    }

    private void Adopt(string planJson, IReadOnlyList<IStep> steps)
    {
        PlanJson = planJson;
        PlanNumber++;
        _steps.Clear();
        _steps.AddRange(steps.Select((step, index) => new OperationStep(index, step.Title, step.Target)));
        Note(AuditAction.Planned, $"plan {Fingerprint}: {string.Join("; ", _steps.Select(step => step.Title))}");
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
