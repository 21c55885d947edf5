namespace ChatOps.Operations;

/// <summary>
/// The operations table, the truth about what is to be done. Every write is one transaction: the new state, its audit
/// entries, and the need to tell it to chat. A database that is away makes every method throw.
/// </summary>
public interface IOperations
{
    /// <summary>Stores a new operation, unless its request was stored before or its target is taken.</summary>
    Task<Acceptance> AcceptAsync(Operation operation, CancellationToken cancellationToken);

    /// <summary>
    /// Reads, changes and stores one operation. The change may be called several times when others write meanwhile, so
    /// it must decide by the operation it is given alone.
    /// </summary>
    /// <param name="change">Makes the move and returns true, or returns false to leave all as it is.</param>
    /// <returns>The operation as it is now, whether changed or not, with whether it was.</returns>
    Task<(Operation Operation, bool Changed)> ChangeAsync(
        int id, Func<Operation, bool> change, CancellationToken cancellationToken);

    Task<Operation?> FindAsync(int id, CancellationToken cancellationToken);

    Task<Operation?> FindByRequestAsync(string requestId, CancellationToken cancellationToken);

    /// <summary>The unfinished ones first, then the ended ones, the newest of each first.</summary>
    Task<IReadOnlyList<Operation>> RecentAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The operations that may run and that nobody holds now: approved, due, or left by a worker whose lease is over.
    /// What fell asleep at another host that lives is that one's to wake, unless it is late.
    /// </summary>
    Task<IReadOnlyList<DueOperation>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The ids of operations that fell asleep at another host, which has gone since.</summary>
    Task<IReadOnlyList<int>> OrphanedAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The ids of operations whose time for a decision is over.</summary>
    Task<IReadOnlyList<int>> ExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The ids of operations whose countdown has to be told, or is over.</summary>
    Task<IReadOnlyList<int>> CountingDownAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Those that ran without approval and that nobody has signed off, the oldest first.</summary>
    Task<IReadOnlyList<Operation>> AwaitingSignOffAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The ids of all operations that may run, whoever holds them, but for those asleep at other hosts: what a process takes up
    /// at its start.
    /// </summary>
    Task<IReadOnlyList<int>> UnfinishedAsync(CancellationToken cancellationToken);
}

/// <summary>What became of a new operation.</summary>
/// <param name="Operation">The new one, or the one that was there before.</param>
public sealed record Acceptance(AcceptanceKind Kind, Operation Operation);

public enum AcceptanceKind
{
    Accepted,

    /// <summary>The same request was accepted before; this is its operation.</summary>
    Repeated,

    /// <summary>Another operation has the target; this is it.</summary>
    TargetBusy,
}
