using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ChatOps.Host.Jobs;

/// <summary>The operations that were woken here and that nobody looks at yet, each once however often it was woken.</summary>
public sealed class WokenOperations
{
    private readonly ConcurrentDictionary<int, bool> _lined = new();
    private readonly Channel<int> _line = Channel.CreateUnbounded<int>();

    public void Add(int operationId)
    {
        if (_lined.TryAdd(operationId, true))
        {
            _line.Writer.TryWrite(operationId); // nobody completes it, so it takes everything
        }
    }

    /// <summary>Gives out each before it is looked at, so that what changes from then on lines it up again.</summary>
    public async IAsyncEnumerable<int> TakeAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var operationId in _line.Reader.ReadAllAsync(cancellationToken))
        {
            _lined.TryRemove(operationId, out _);
            yield return operationId;
        }
    }
}
