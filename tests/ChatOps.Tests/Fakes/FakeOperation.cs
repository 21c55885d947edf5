using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Operations;

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
internal sealed class ScriptedStep(string title, Func<int, StepOutcome> script, StepTarget? target = null) : IStep
{
    public int Runs { get; private set; }

    public string Title => title;

    public StepTarget? Target => target;

    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(script(Runs++));
}

/// <summary>A step that is not over before the test says so.</summary>
internal sealed class HeldStep(string title) : IStep
{
    private readonly TaskCompletionSource<StepOutcome> _outcome = new();

    public int Runs { get; private set; }

    public string Title => title;

    public StepTarget? Target => null;

    public TimeSpan Limit { get; } = TimeSpan.FromMinutes(5);

    public void End(StepOutcome outcome) => _outcome.SetResult(outcome);

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        Runs++;
        return _outcome.Task;
    }
}

internal sealed class FakeCapability(params IStep[] steps) : ICapability<FakeCommand, FakePlan>
{
    public const string Name = "fake";

    public Verb Verb => new("Restart", "Restarting", "Restarted");

    public Result<FakePlan> Plan(FakeCommand command) => new FakePlan();

    public IReadOnlyList<IStep> Steps(FakePlan plan) => steps;

    public Capabilities InCapabilities() => new([new CapabilityEntry<FakeCommand, FakePlan>(Name, this)]);

    public Operation Operation(string request = "r1", string target = "ns/Deployment/scheduler", DateTimeOffset now = default) =>
        ChatOps.Operations.Operation.Accept(
            new Request(request, "restart scheduler zodiac-cosmo-1172", Alice, Room),
            Name,
            new FakePlan(target),
            $$"""{"Target":"{{target}}"}""",
            steps,
            now);

    public static Actor Alice { get; } = new("slack", "UALICE", "alice");

    public static Conversation Room { get; } = new("slack", "CINCIDENT");
}

/// <summary>Remembers what was queued.</summary>
internal sealed class FakeJobs : IOperationJobs
{
    public List<int> Queued { get; } = [];

    public void Enqueue(int operationId) => Queued.Add(operationId);
}
