namespace ChatOps.Adapters.Cluster.Api;

/// <summary>
/// Holds work to a time limit. A limit that passes is told from a caller who gave up: the one is a
/// <see cref="TimeoutException"/>, the other stays an <see cref="OperationCanceledException"/>.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    public Deadline(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _timer = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _timer.Token);
    }

    /// <exception cref="TimeoutException">The limit passed first.</exception>
    public async Task<T> HoldAsync<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return await work(_either.Token);
        }
        catch (OperationCanceledException e) when (_timer.IsCancellationRequested && !_caller.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {_limit.TotalSeconds:F0} s", e);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
