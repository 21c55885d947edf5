namespace ChatOps.Adapters.Storage;

/// <summary>A bell between those who store what chat has to be told and the one who tells it.</summary>
public sealed class OutboxNews : IDisposable
{
    private readonly SemaphoreSlim _bell = new(initialCount: 0);

    public void Announce()
    {
        // One ring is enough: the listener looks at everything that is pending.
        if (_bell.CurrentCount == 0)
        {
            _bell.Release();
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        _bell.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _bell.Dispose();
}
