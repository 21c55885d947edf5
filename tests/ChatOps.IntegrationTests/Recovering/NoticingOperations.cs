using ChatOps.Operations;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>The operations table, which tells a test of each step between its intent and its effect.</summary>
internal sealed class NoticingOperations(IOperations operations) : IOperations
{
    private readonly HashSet<(int Operation, int Step)> _begun = [];

    /// <summary>Awaited before the effect of a step that has just been begun; its index.</summary>
    public Func<int, Task> OnBegun { get; set; } = _ => Task.CompletedTask;

    public async Task<(Operation Operation, bool Changed)> ChangeAsync(
        int id, Func<Operation, bool> change, CancellationToken cancellationToken)
    {
        var changed = await operations.ChangeAsync(id, change, cancellationToken);
        if (changed.Operation.CurrentStep is { WasBegun: true } step && _begun.Add((id, step.Index)))
        {
            await OnBegun(step.Index);
        }

        return changed;
    }

    public Task<Acceptance> AcceptAsync(Operation operation, CancellationToken cancellationToken) =>
        operations.AcceptAsync(operation, cancellationToken);

    public Task<Operation?> FindAsync(int id, CancellationToken cancellationToken) => operations.FindAsync(id, cancellationToken);

    public Task<Operation?> FindByRequestAsync(string requestId, CancellationToken cancellationToken) =>
        operations.FindByRequestAsync(requestId, cancellationToken);

    public Task<IReadOnlyList<Operation>> RecentAsync(int limit, CancellationToken cancellationToken) =>
        operations.RecentAsync(limit, cancellationToken);

    public Task<IReadOnlyList<DueOperation>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        operations.DueAsync(now, cancellationToken);

    public Task<IReadOnlyList<int>> OrphanedAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        operations.OrphanedAsync(now, cancellationToken);

    public Task<IReadOnlyList<int>> ExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        operations.ExpiredAsync(now, cancellationToken);

    public Task<IReadOnlyList<int>> CountingDownAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        operations.CountingDownAsync(now, cancellationToken);

    public Task<IReadOnlyList<Operation>> AwaitingSignOffAsync(int limit, CancellationToken cancellationToken) =>
        operations.AwaitingSignOffAsync(limit, cancellationToken);

    public Task<IReadOnlyList<int>> UnfinishedAsync(CancellationToken cancellationToken) =>
        operations.UnfinishedAsync(cancellationToken);
}
