using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>Hosts that share a database and are killed and started again, one after the other.</summary>
/// <param name="hosts">By the name of their worker.</param>
internal sealed class MortalHosts(IReadOnlyDictionary<string, HostProcess> hosts)
{
    private readonly Dictionary<string, Task> _starts = hosts.Keys.ToDictionary(name => name, _ => Task.CompletedTask);
    private string _next = hosts.Keys.First();

    /// <summary>One that is up.</summary>
    public async Task<HostProcess> AnyAsync()
    {
        var up = _starts.FirstOrDefault(start => start.Value.IsCompletedSuccessfully).Key ?? _next;
        await _starts[up];
        return hosts[up];
    }

    /// <summary>Kills the host that has an operation in its hands, or whose turn it is, and has it started again.</summary>
    /// <param name="takenOver">Tells when it may be started again; null for at once.</param>
    /// <returns>How it died; it may be on its way up again.</returns>
    public async Task<Death> KillAsync(int operationId, Func<Death, Task>? takenOver, CancellationToken cancellationToken)
    {
        var name = WorkerOf(await FindAsync(operationId, cancellationToken)) ?? _next;
        _next = hosts.Keys.First(other => other != name || hosts.Count == 1);
        await _starts[name];
        await hosts[name].KillAsync();
        var death = new Death(name, await FindAsync(operationId, cancellationToken));
        if (takenOver is not null && death.WasAtWork)
        {
            await takenOver(death);
        }

        _starts[name] = hosts[name].StartAsync(cancellationToken);
        if (hosts.Count == 1)
        {
            await _starts[name];
        }

        return death;
    }

    /// <summary>The operation as the database has it, whoever lives.</summary>
    public async Task<Operation> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var database = hosts.Values.First().OpenDatabase();
        return await database.Operations.AsNoTracking().SingleAsync(operation => operation.Id == id, cancellationToken);
    }

    /// <summary>All are up.</summary>
    public Task StartedAsync() => Task.WhenAll(_starts.Values);

    private string? WorkerOf(Operation operation) =>
        hosts.Keys.FirstOrDefault(name => operation.LastWorker?.StartsWith(Worker.KeysOf(name), StringComparison.Ordinal) is true);

    /// <param name="Host">Which died.</param>
    /// <param name="Left">What it left behind.</param>
    internal sealed record Death(string Host, Operation Left)
    {
        /// <summary>It had the operation in its hands, or would have been woken for it.</summary>
        public bool WasAtWork => Left.State is OperationState.Running or OperationState.Waiting && IsOf(Left);

        /// <summary>Whether it is this host that worked on it last.</summary>
        public bool IsOf(Operation operation) =>
            operation.LastWorker?.StartsWith(Worker.KeysOf(Host), StringComparison.Ordinal) is true;
    }
}
