using System.Threading.Channels;
using ChatOps.Adapters.Storage;
using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.IntegrationTests.Cluster;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Volumes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.IntegrationTests.Volumes;

/// <summary>The engine over a SQLite file and the real adapter: what the host runs, without its doors.</summary>
internal sealed class OperationRig : IOperationJobs, IAsyncDisposable
{
    /// <summary>Operations sleep until the cluster changes; this is the timer behind that.</summary>
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly Channel<int> _queue = Channel.CreateUnbounded<int>();
    private RunningInventory? _running;

    public IInventory Inventory => Get<IInventory>();

    public T Get<T>()
        where T : notnull => (_running ?? throw new InvalidOperationException("Not started.")).Services.GetRequiredService<T>();

    /// <param name="add">Adds further operations, and settings.</param>
    public static async Task<OperationRig> StartNewAsync(
        string kubeconfig,
        CancellationToken cancellationToken,
        Action<IServiceCollection, ConfigurationManager>? add = null)
    {
        var rig = new OperationRig();
        rig._running = await RunningInventory.StartNewAsync(
            kubeconfig,
            (services, configuration) =>
            {
                configuration["ConnectionStrings:ChatOps"] = $"Data Source={rig._folder.File("test.db")};Pooling=False";
                configuration["Access:Grants:0:Role"] = "Operator"; // looked at before each effect
                configuration["Access:Grants:0:To"] = "slack:U1";
                configuration["Access:Grants:1:Role"] = "Approver";
                configuration["Access:Grants:1:To"] = "slack:U2";
                services.AddSingleton<IOperationJobs>(rig);
                services.AddStorage(configuration).AddChatOps(configuration).AddVolumes(configuration);
                add?.Invoke(services, configuration);
            },
            cancellationToken);
        await Eventually.TrueAsync(
            "the inventory is complete", _ => Task.FromResult(rig.Inventory.Health.IsComplete), cancellationToken);
        return rig;
    }

    public void Enqueue(int operationId) => _queue.Writer.TryWrite(operationId);

    public void Wake(int operationId) => Enqueue(operationId);

    /// <summary>Plans a command and carries the plan out to its end.</summary>
    public async Task<Operation> CarryOutAsync(ICommand command, CancellationToken cancellationToken) =>
        await RunToTheEndAsync(await AskAsync(command, cancellationToken), cancellationToken);

    /// <summary>What would be done, or why nothing.</summary>
    public Task<Result<IPlan>> PlanAsync(ICommand command, CancellationToken cancellationToken) =>
        CapabilityFor(command).PlanAsync(command, cancellationToken);

    /// <summary>Plans a command and stores the operation.</summary>
    /// <returns>Its number.</returns>
    public async Task<int> AskAsync(ICommand command, CancellationToken cancellationToken)
    {
        var capability = CapabilityFor(command);
        var plan = (await capability.PlanAsync(command, cancellationToken)).Require();
        var operation = Operation.Accept(
            new Request($"test:{Guid.NewGuid():N}", $"{command}", new Actor("slack", "U1", "Ada"), new Conversation("test", "C1")),
            capability.Name,
            plan,
            capability.Serialise(plan),
            capability.Steps(plan),
            plan.Risk is Risk.Destructive ? new ApprovalNeed(1, ByAsker: false) : ApprovalNeed.None,
            expiresAt: TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(15),
            TimeProvider.System.GetUtcNow());
        var id = (await Get<IOperations>().AcceptAsync(operation, cancellationToken)).Operation.Id;
        await Get<IOperations>().ChangeAsync(id, Agree, cancellationToken);
        return id;

        bool Agree(Operation found) => found.State is OperationState.AwaitingApproval
            && found.Approve(new Actor("slack", "U2", "Bob"), _ => false, TimeProvider.System.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
        {
            await _running.DisposeAsync();
        }

        _folder.Dispose();
    }

    private ICapabilityEntry CapabilityFor(ICommand command) => Get<Capabilities>().For(command)
        ?? throw new InvalidOperationException($"Nothing carries out {command}.");

    /// <summary>Runs an operation as the host's workers do.</summary>
    public async Task<Operation> RunToTheEndAsync(int id, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            await Get<OperationRunner>().RunAsync(id, cancellationToken);
            if (await Get<IOperations>().FindAsync(id, cancellationToken) is { } operation && operation.State.IsFinal())
            {
                return operation;
            }

            await WokenAsync(cancellationToken);
        }

        throw new TimeoutException($"Operation {id} did not end: {Get<OperationMessages>().Render(
            (await Get<IOperations>().FindAsync(id, cancellationToken))!).ToPlainText()}"); // accepted before
    }

    private async Task WokenAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        either.CancelAfter(Recheck);
        try
        {
            await _queue.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing woke it: time to look again.
        }
    }
}
