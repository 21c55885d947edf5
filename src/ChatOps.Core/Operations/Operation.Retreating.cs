using ChatOps.Audit;
using ChatOps.Chat;

namespace ChatOps.Operations;

/// <content>The moves of an operation that takes back what it did.</content>
public sealed partial class Operation
{
    /// <summary>How it ends once everything that can be is taken back (failed or cancelled); null while it goes forward.</summary>
    public OperationState? Retreat { get; private set; }

    /// <summary>The step that is being taken back, by its index, or null.</summary>
    public int? UndoingIndex { get; private set; }

    /// <summary>The step that is worked on: forward or backward.</summary>
    private OperationStep? ActiveStep => UndoingIndex is { } index ? Steps[index] : CurrentStep;

    /// <summary>Stops it: at once before it runs, else between two steps.</summary>
    /// <returns>False when it has ended, or is on its way back already.</returns>
    public bool TryCancel(Actor actor, DateTimeOffset now)
    {
        if (State.IsFinal() || Retreat is not null)
        {
            return false;
        }

        Verdict = $"cancelled by {actor.Name}, {Words.At(now)}";
        NoteBy(actor, AuditAction.Cancelled, WhereIt());
        if (State is OperationState.Running or OperationState.Waiting)
        {
            Retreat = OperationState.Cancelled;
            WakeAt = WakeAt is null ? null : now;
        }
        else
        {
            End(OperationState.Cancelled, now);
        }

        return true;
    }

    private string WhereIt() => State switch
    {
        OperationState.Running or OperationState.Waiting => "while it ran; what can be taken back is",
        OperationState.AwaitingApproval => "before anybody had decided",
        _ => "before it began",
    };

    /// <summary>The last step that was begun and can be taken back, unless a later one has settled it; null for none.</summary>
    public OperationStep? NextToUndo(IReadOnlyList<IStep> steps) => Steps.LastOrDefault(record =>
        record is { WasBegun: true, IsUndone: false }
        && steps[record.Index] is IReversibleStep begun
        && !Steps.Any(later => later.State is StepState.Done && steps[later.Index].Settles(begun)));

    /// <summary>Puts on record that a step is about to be taken back.</summary>
    /// <param name="title">What is about to be done.</param>
    public void BeginUndo(int index, string title, DateTimeOffset now, TimeSpan lease)
    {
        UndoingIndex = index;
        LeaseUntil = now + lease;
        Steps[index].Pause(reason: "taking it back", now);
        Note(AuditAction.StepStarted, title);
    }

    /// <param name="isKept">What it did stands all the same.</param>
    public void CompleteUndo(string? note, DateTimeOffset now, bool isKept = false) =>
        EndUndo(isKept ? StepState.Done : StepState.Undone, note ?? "taken back", AuditAction.StepUndone, now);

    /// <summary>It could not be taken back: the rest still is.</summary>
    public void FailUndo(Problem problem, DateTimeOffset now) =>
        EndUndo(StepState.Failed, $"could not be taken back: {problem.Text}", AuditAction.StepFailed, now);

    /// <summary>Nothing is left to take back.</summary>
    public void EndRetreat(DateTimeOffset now)
    {
        var end = Retreat ?? throw new InvalidOperationException($"Operation {Id} is not on its way back.");
        CurrentStep?.Interrupt(now);
        End(end, now);
        Note(end is OperationState.Failed ? AuditAction.Failed : AuditAction.Cancelled, Failure ?? Verdict ?? "stopped");
    }

    /// <summary>Ends it although nobody here can take back what was begun.</summary>
    /// <param name="nextStep">What to do about that.</param>
    public void EndUntakenBack(string nextStep, DateTimeOffset now)
    {
        if (Steps.Any(step => step is { WasBegun: true, IsUndone: false }))
        {
            FailureNextStep = FailureNextStep is null ? nextStep : $"{FailureNextStep} {nextStep}";
        }

        EndRetreat(now);
    }

    private void EndUndo(StepState state, string note, string action, DateTimeOffset now)
    {
        var index = UndoingIndex ?? throw new InvalidOperationException($"Operation {Id} takes nothing back.");
        Steps[index].End(state, note, now);
        Steps[index].GiveUpUndoing();
        UndoingIndex = null;
        Setbacks = 0;
        Note(action, $"{Steps[index].Title}: {note}");
    }
}
