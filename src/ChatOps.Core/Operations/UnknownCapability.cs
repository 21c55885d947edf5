using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Operations;

/// <summary>
/// Stands for what another version of the bot can do and this one can't, as after a rollback: shows what is on record of an
/// operation, and does nothing. A host of a version that knows it may still come, or live beside this one.
/// </summary>
public sealed class UnknownCapability(Operation operation) : ICapabilityEntry
{
    public string Name => operation.Capability;

    public Type CommandType => typeof(ICommand);

    public Verb Verb => new(Capitalised, $"{Capitalised}, at work on", $"{Capitalised}, done to");

    /// <summary>Why nothing is done.</summary>
    public string Reason => $"this version of the bot does not know {Name}; it waits for a host of one that does";

    /// <summary>The answer to whoever would have it go on here.</summary>
    public Problem Refusal => Problem.Refused($"{NotKnown}.", $"To end it: cancel {operation.Id}");

    /// <summary>What whoever reads the operation's message can do about it.</summary>
    internal string WayOut =>
        $"{NotKnown}. The operation waits for a host of a version that does; to end it: cancel {operation.Id}";

    /// <summary>What is left to do where it ends here although something of it was begun.</summary>
    internal string LeftBegun =>
        $"{NotKnown}, so what was begun was not taken back. Look at it with kubectl, by the steps above.";

    private string NotKnown => $"This version of the bot does not know {Name}";

    private string Capitalised => $"{char.ToUpperInvariant(Name[0])}{Name[1..]}";

    public Task<Result<IPlan>> PlanAsync(ICommand command, CancellationToken cancellationToken) =>
        Task.FromResult<Result<IPlan>>(Refusal);

    public IReadOnlyList<IStep> Steps(IPlan plan, int operationId = 0) =>
        [.. operation.Steps.Select(step => new UnknownStep(step, Reason))];

    public string Serialise(IPlan plan) => operation.PlanJson;

    public IPlan Deserialise(string planJson) => new UnknownPlan(operation, WayOut);

    public bool IsSame(string planJson, string otherPlanJson) => planJson == otherPlanJson;
}

/// <summary>What is known of such a plan: what was stored beside it.</summary>
internal sealed class UnknownPlan(Operation operation, string wayOut) : IPlan
{
    /// <summary>Nobody can tell, so the worst is supposed.</summary>
    public Risk Risk => Risk.Destructive;

    public string Subject => operation.Subject;

    public string Target => operation.Target;

    public string Namespace => operation.Namespace;

    public Message Describe(Message message) => message.Field("Asked", operation.Text);

    public Message Foretell(Message message) => message.Warning(wayOut);
}

/// <summary>A step that is only known by its record.</summary>
internal sealed class UnknownStep(OperationStep record, string reason) : IStep
{
    public string Title => record.Title;

    public StepTarget? Target => record.Target is { } target ? StepTarget.Read(target) : null;

    public TimeSpan Limit => Timeout.InfiniteTimeSpan;

    public bool LosesNothing => false;

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(StepOutcome.SitOut(reason));
}
