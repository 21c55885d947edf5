using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Operations;
using Microsoft.Extensions.Options;

namespace ChatOps.Tests.Fakes;

internal sealed record FakeCommand : ICommand;

internal sealed record FakePlan(string Target = "ns/Deployment/scheduler") : IPlan
{
    public Risk Risk => Risk.Disruptive;

    public string Subject => "scheduler of zodiac-cosmo-1172";

    public string Namespace => "ns";

    public Message Describe(Message message) => message.Field("Pod", "scheduler-1");
}

/// <summary>A step that does what the test says, and counts how often.</summary>
internal class ScriptedStep(string title, Func<int, StepOutcome> script, StepTarget? target = null) : IStep
{
    public int Runs { get; private set; }

    public string Title => title;

    public StepTarget? Target => target;

    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(script(Runs++));
}

/// <summary>A step that can be taken back, and does that as the test says.</summary>
internal sealed class ScriptedReversibleStep(
    string title, Func<int, StepOutcome> script, Func<int, StepOutcome> undo) : ScriptedStep(title, script), IReversibleStep
{
    public int Undos { get; private set; }

    public Task<StepOutcome> UndoAsync(CancellationToken cancellationToken) => Task.FromResult(undo(Undos++));
}

internal sealed class FakeCapability(params IStep[] steps) : IInventoryCapability<FakeCommand, FakePlan>
{
    public const string Name = "fake";

    public Verb Verb => new("Restart", "Restarting", "Restarted");

    public Result<FakePlan> Plan(FakeCommand command) => new FakePlan();

    public IReadOnlyList<IStep> Steps(FakePlan plan) => steps;

    public OperationMessages InMessages(TimeProvider time) =>
        new(InCapabilities(), new FakeDeciders(), Options.Create(new ApprovalOptions()), time);

    public Capabilities InCapabilities() => new([new CapabilityEntry<FakeCommand, FakePlan>(Name, this)]);

    public Operation Operation(
        string request = "r1",
        string target = "ns/Deployment/scheduler",
        DateTimeOffset now = default,
        ApprovalNeed? need = null,
        Conversation? conversation = null,
        string text = "restart scheduler zodiac-cosmo-1172") =>
        ChatOps.Operations.Operation.Accept(
            new Request(request, text, Alice, conversation ?? Room),
            Name,
            new FakePlan(target),
            $$"""{"Target":"{{target}}"}""",
            steps,
            need ?? ApprovalNeed.None,
            now + TimeSpan.FromMinutes(15),
            now);

    public static Actor Alice { get; } = new("slack", "UALICE", "alice");

    public static Conversation Room { get; } = new("slack", "CINCIDENT");
}

/// <summary>Remembers what was queued, and what was woken.</summary>
internal sealed class FakeJobs : IOperationJobs
{
    public List<int> Queued { get; } = [];

    public List<int> Woken { get; } = [];

    public void Enqueue(int operationId) => Queued.Add(operationId);

    public void Wake(int operationId) => Woken.Add(operationId);
}

internal sealed class FakeDeciders : IDeciders
{
    public IReadOnlyList<Person> Of(Operation operation) => [new Person { Name = "bob", Slack = ["UBOB"] }];
}
