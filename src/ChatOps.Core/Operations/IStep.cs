namespace ChatOps.Operations;

/// <summary>
/// One idempotent piece of an operation. Its intent, with the target's UID, is on record before <see cref="RunAsync"/> is
/// called; it may be called again after a crash, and again each time the operation wakes, until it is done or has failed.
/// </summary>
public interface IStep
{
    /// <summary>What it does, as an imperative: "Delete scheduler-5bf6db96c4-f5c2z".</summary>
    string Title { get; }

    /// <summary>The object it changes, or null for a step that only looks.</summary>
    StepTarget? Target { get; }

    /// <summary>How long it may take; time during which the cluster is out of reach does not count.</summary>
    TimeSpan Limit { get; }

    /// <summary>What a person types who goes on by hand after a failure, a command a line; null where nothing can be typed.</summary>
    string? ByHand => null;

    /// <summary>Its effect can be taken back, or does no harm; false for one after which something is lost or interrupted.</summary>
    bool LosesNothing => this is IReversibleStep;

    /// <summary>Once this is done, nothing is left to take back of that earlier step: it is left as it is whatever comes.</summary>
    bool Settles(IStep earlier) => false;

    Task<StepOutcome> RunAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Asked when it has failed or its time is over, before the operation fails: what a closer look at the failure shows, and
    /// how to go on from there. Changes nothing.
    /// </summary>
    Task<Problem> ExplainAsync(Problem failure, CancellationToken cancellationToken) => Task.FromResult(failure);
}

/// <summary>
/// A step that can be taken back: run backwards, last first, over every such step that was begun, when the operation fails
/// or is cancelled. Idempotent like <see cref="IStep.RunAsync"/>, and may wait like it.
/// </summary>
public interface IReversibleStep : IStep
{
    /// <summary>What taking it back does, as an imperative, for the audit trail.</summary>
    string UndoTitle => $"Take back: {Title}";

    /// <summary>What a person types to take it back, a command a line; null where nothing can be typed.</summary>
    string? UndoByHand => null;

    Task<StepOutcome> UndoAsync(CancellationToken cancellationToken);
}

/// <summary>The object that a step changes; the UID keeps a second run off a successor by the same name.</summary>
public sealed record StepTarget(string Kind, string Namespace, string Name, string Uid)
{
    public override string ToString() => $"{Kind} {Namespace}/{Name} ({Uid})";

    /// <summary>Of the words that <see cref="ToString"/> puts on record; none of its parts has a space.</summary>
    internal static StepTarget Read(string words)
    {
        var parts = words.Split(' ', '/');
        return new(parts[0], parts[1], parts[2], parts[3].Trim('(', ')'));
    }
}

/// <summary>What came of running a step.</summary>
public abstract record StepOutcome
{
    private StepOutcome()
    {
    }

    /// <param name="note">What happened, for the message and the audit trail: "took 48 s".</param>
    public static StepOutcome Done(string? note = null) => new Completed(note);

    /// <summary>What the operation is for is reached: the steps after this one are not needed.</summary>
    /// <param name="note">What happened.</param>
    public static StepOutcome Enough(string note) => new Completed(note) { IsEnough = true };

    /// <summary>It was so already, by nobody's doing here: when the operation is taken back, this is left as it is.</summary>
    /// <param name="note">What was found.</param>
    public static StepOutcome Already(string note) => new Completed(note) { WasSo = true };

    /// <summary>Nobody could see whether what it is for is so. The operation goes on, and never calls the step done.</summary>
    /// <param name="note">What could not be seen, and why.</param>
    public static StepOutcome Unproven(string note) => new Completed(note) { IsUnproven = true };

    /// <summary>Instead of taking a step back: what it did stands, and is meant to.</summary>
    /// <param name="note">Why.</param>
    public static StepOutcome Kept(string note) => new Completed(note) { IsKept = true };

    /// <param name="reason">What is waited for: "scheduler-5bf6db96c4-x2x4q is ContainerCreating".</param>
    /// <param name="within">When to look again at the latest, for a step that only waits for time to pass; null for by the
    /// clock of <see cref="OperationOptions.RecheckEvery"/> alone, which holds anyway.</param>
    public static StepOutcome Wait(string reason, TimeSpan? within = null) => new Waiting(reason, within);

    /// <param name="reason">Which neighbour is away; the step's time limit stands still meanwhile.</param>
    public static StepOutcome SitOut(string reason) => new Outage(reason);

    public static StepOutcome Fail(Problem problem) => new Failed(problem);

    /// <summary>
    /// A step that only looks found something in the way, which has to change before it can go on looking. That is put on
    /// record as the intent of a step is, its asker's right to it included, and done afterwards; a second time after a crash,
    /// so it has to be idempotent.
    /// </summary>
    /// <param name="intent">As an imperative: "Delete redis-0, which hangs".</param>
    /// <param name="target">The object it changes; not changed yet for this step, or by the same intent.</param>
    /// <param name="act">Does it, and says what is waited for then.</param>
    public static StepOutcome Detour(string intent, StepTarget target, Func<CancellationToken, Task<StepOutcome>> act) =>
        new Detoured(intent, target, act);

    public sealed record Completed(string? Note) : StepOutcome
    {
        public bool IsEnough { get; init; }

        public bool WasSo { get; init; }

        public bool IsKept { get; init; }

        public bool IsUnproven { get; init; }
    }

    public sealed record Waiting(string Reason, TimeSpan? Within) : StepOutcome;

    public sealed record Outage(string Reason) : StepOutcome;

    public sealed record Failed(Problem Problem) : StepOutcome;

    public sealed record Detoured(string Intent, StepTarget Target, Func<CancellationToken, Task<StepOutcome>> Act) : StepOutcome;
}
