using ChatOps.Inventory;

namespace ChatOps.Diagnosing;

/// <summary>Looks at what is far away, all within one limit of time; what can't be seen is told, never thrown.</summary>
internal sealed class FarLooks : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public FarLooks(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _timer = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _timer.Token);
    }

    /// <param name="what">What is looked at, to begin a sentence with: "The log of prometheus".</param>
    public async Task<Seen<T>> AtAsync<T>(string what, Func<CancellationToken, Task<T?>> look)
        where T : class
    {
        try
        {
            return new Seen<T>(await look(_either.Token).WaitAsync(_either.Token), Unseen: null);
        }
        catch (OperationCanceledException) when (_timer.IsCancellationRequested && !_caller.IsCancellationRequested)
        {
            return new Seen<T>(Value: null, $"{what} did not come within {Words.Of(_limit)}.");
        }
        catch (Exception e) when (e is ClusterUnavailableException or ClusterForbiddenException)
        {
            return new Seen<T>(Value: null, $"{what} can't be seen: {SecretMask.Hide(e.Message)}");
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}

/// <param name="Value">Null when there is no such thing, or it could not be seen.</param>
/// <param name="Unseen">Why it could not be seen, in a sentence; null when it could.</param>
internal readonly record struct Seen<T>(T? Value, string? Unseen)
    where T : class
{
    /// <summary>Nothing that was worth a look.</summary>
    public static Task<Seen<T>> Nothing => Task.FromResult(default(Seen<T>));
}
