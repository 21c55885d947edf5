using ChatOps.Chat;
using ChatOps.Operations;

namespace ChatOps.Tests.Golden;

/// <summary>
/// The living messages: of every capability when it was asked for and when it has succeeded, and of one in every state that an
/// operation can be in. A capability or a state that is added is covered, or stops the walk.
/// </summary>
internal static class Lives
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly Worker Worker = new("host", "life");
    private static readonly Actor Anna = GoldenRig.Anna;

    public static async Task<IReadOnlyList<MessageKind>> AllAsync() =>
        [.. await OfCapabilitiesAsync(), .. await OfStatesAsync()];

    private static async Task<List<MessageKind>> OfCapabilitiesAsync()
    {
        var kinds = new List<MessageKind>();
        await using var walked = await GoldenRig.StartAsync();
        foreach (var entry in walked.Capabilities)
        {
            await using var rig = await GoldenRig.StartAsync();
            var operation = await AcceptedAsync(rig, rig.Catalog.Commands.Single(command => command.Name == entry.Name).Examples);
            kinds.Add(new($"operation {entry.Name} asked", rig.Messages.Render(operation)));
            In(OperationState.Succeeded, operation, rig.Now);
            kinds.Add(new($"operation {entry.Name} done", rig.Messages.Render(operation)));
        }

        return kinds;
    }

    private static async Task<List<MessageKind>> OfStatesAsync()
    {
        var kinds = new List<MessageKind>();

        // Planned passes within the move that accepts it, so nobody ever sees it.
        foreach (var state in Enum.GetValues<OperationState>().Where(state => state is not OperationState.Planned))
        {
            await AddAsync(state.ToString(), (operation, now) => In(state, operation, now));
        }

        await AddAsync("counting down", (operation, now) => CountDown(operation, now));
        await AddAsync("countdown stopped", (operation, now) =>
        {
            CountDown(operation, now);
            operation.KeepGlass("anna denied it.");
        });
        await AddAsync("gone on alone", (operation, now) =>
        {
            CountDown(operation, now);
            operation.BreakGlass(now);
            Run(operation, now);
            Complete(operation, now);
        });
        await AddAsync("taking back", (operation, now) =>
        {
            In(OperationState.Running, operation, now);
            operation.TryCancel(Anna, now);
        });
        await AddAsync("resumed", (operation, now) =>
        {
            In(OperationState.Running, operation, now);
            operation.TryTake(new Worker("host", "next life"), now, Lease);
        });
        return kinds;

        async Task AddAsync(string name, Action<Operation, DateTimeOffset> move)
        {
            await using var rig = await GoldenRig.StartAsync();
            var operation = await AcceptedAsync(rig, ["volume delete redis-db-redis-0 zodiac-cosmo-1172"]);
            move(operation, rig.Now);
            kinds.Add(new($"state {name}", rig.Messages.Render(operation)));
        }
    }

    /// <summary>Brings an operation that waits for approval, or may run, into a state.</summary>
    public static void In(OperationState state, Operation operation, DateTimeOffset now)
    {
        switch (state)
        {
            case OperationState.AwaitingApproval:
                return;
            case OperationState.Approved:
                Approve(operation, now);
                return;
            case OperationState.Running:
                Approve(operation, now);
                Run(operation, now);
                return;
            case OperationState.Waiting:
                In(OperationState.Running, operation, now);
                operation.Sleep("redis-0 is not ready yet", now, now + Lease);
                return;
            case OperationState.Succeeded:
                In(OperationState.Running, operation, now);
                Complete(operation, now);
                return;
            case OperationState.Failed:
                In(OperationState.Running, operation, now);
                operation.Fail(Problem.Conflict("redis-0 was replaced meanwhile.", "Look at it, then ask again."), now);
                operation.EndRetreat(now);
                return;
            case OperationState.Cancelled:
                operation.TryCancel(Anna, now);
                return;
            case OperationState.Denied:
                operation.Deny(Anna, "not during the nightly run", now);
                return;
            case OperationState.Expired:
                operation.Expire(now);
                return;
            default:
                throw new InvalidOperationException($"How does an operation come to be {state}?");
        }
    }

    public static void CountDown(Operation operation, DateTimeOffset now) => operation.StartCountdown(
        operation.Actor, "nobody else is awake", now + TimeSpan.FromMinutes(5), now + TimeSpan.FromMinutes(15), now + Lease);

    private static async Task<Operation> AcceptedAsync(GoldenRig rig, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if ((await rig.SayAsync(GoldenRig.Otto, text)).Title.EndsWith("operation 1", StringComparison.Ordinal))
            {
                return await rig.OperationAsync();
            }
        }

        throw new InvalidOperationException($"None of these was accepted: {string.Join("; ", texts)}");
    }

    private static void Approve(Operation operation, DateTimeOffset now)
    {
        if (operation.State is OperationState.AwaitingApproval)
        {
            operation.Approve(Anna, actor => actor == Anna, now);
        }
    }

    private static void Run(Operation operation, DateTimeOffset now)
    {
        operation.TryTake(Worker, now, Lease);
        operation.BeginStep(now, Lease);
    }

    private static void Complete(Operation operation, DateTimeOffset now)
    {
        operation.CompleteStep("as it should be", now + TimeSpan.FromSeconds(2));
        while (operation.CurrentStep is not null)
        {
            operation.BeginStep(now, Lease);
            operation.CompleteStep(note: null, now + TimeSpan.FromSeconds(40));
        }

        operation.Succeed(now + TimeSpan.FromSeconds(42));
    }
}
