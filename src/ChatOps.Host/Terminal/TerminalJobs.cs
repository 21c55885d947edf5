using System.Collections.Concurrent;
using ChatOps.Operations;

namespace ChatOps.Host.Terminal;

/// <summary>Notes what there is to run; <see cref="TerminalWorker"/> runs it, unless a host does.</summary>
internal sealed class TerminalJobs : IOperationJobs
{
    private readonly ConcurrentQueue<int> _queue = new();

    public void Enqueue(int operationId) => _queue.Enqueue(operationId);

    public void Wake(int operationId) => Enqueue(operationId);

    /// <summary>The next one, or null.</summary>
    public int? Take() => _queue.TryDequeue(out var operationId) ? operationId : null;
}
