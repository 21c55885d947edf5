using ChatOps.Chat;

namespace ChatOps.Operations;

/// <summary>The durable record of one step.</summary>
public sealed class OperationStep
{
    internal OperationStep(int index, string title, StepTarget? target)
    {
        Index = index;
        Title = title;
        Target = target?.ToString();
    }

    // For the database.
    private OperationStep()
    {
        Title = string.Empty;
    }

    /// <summary>Its place in the operation, from 0.</summary>
    public int Index { get; private set; }

    public string Title { get; private set; }

    /// <summary>The object it changes, or changed last on a detour, with its UID, in words; null for a step that only looks.</summary>
    public string? Target { get; private set; }

    public StepState State { get; private set; } = StepState.Pending;

    /// <summary>What it waits for, or what came of it.</summary>
    public string? Note { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Its time limit counts from here: from its start, or from when the cluster was last out of reach.</summary>
    public DateTimeOffset? LimitFrom { get; private set; }

    /// <summary>It was taken back, or could not be, or there is nothing to take back: it is not tried again.</summary>
    public bool IsUndone { get; private set; }

    /// <summary>Something of it may have happened.</summary>
    public bool WasBegun => StartedAt is not null;

    internal void Begin(DateTimeOffset now)
    {
        State = StepState.Running;
        StartedAt = now;
        LimitFrom = now;
    }

    /// <summary>Whether it is on record that this object is about to be changed.</summary>
    internal bool Means(StepTarget target) => Target == target.ToString();

    internal void TurnTo(StepTarget target) => Target = target.ToString();

    internal void Wait(string reason) => Note = reason;

    internal void Pause(string reason, DateTimeOffset now)
    {
        Note = reason;
        LimitFrom = now;
    }

    /// <summary>The operation ends in the middle of it: it waits for nothing any more.</summary>
    internal void Interrupt(DateTimeOffset now)
    {
        if (State is StepState.Running)
        {
            End(StepState.Failed, Note is null ? "stopped here" : $"stopped here: {Note}", now);
        }
    }

    internal void GiveUpUndoing() => IsUndone = true;

    internal void End(StepState state, string? note, DateTimeOffset now)
    {
        State = state;
        Note = note;
        EndedAt = now;
    }
}
