namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>
/// How long to wait after failures in a row: 0.25 s, doubling to 10 s, each shortened at random by up to half so that
/// many watches do not come back at the same moment.
/// </summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private int _failures;

    public void Reset() => _failures = 0;

    /// <param name="atLeast">What the server asks for, or null; honoured up to a minute.</param>
    public Task PauseAsync(TimeSpan? atLeast, CancellationToken cancellationToken)
    {
        var wanted = TimeSpan.FromTicks(Math.Min(atLeast?.Ticks ?? 0, TimeSpan.TicksPerMinute));
        var own = Next();
        return Task.Delay(own > wanted ? own : wanted, time, cancellationToken);
    }

    /// <summary>The next wait: 0.125 s to 10 s.</summary>
    public TimeSpan Next()
    {
        var doubled = First * Math.Pow(2, Math.Min(_failures++, 10));
        return (doubled < Longest ? doubled : Longest) * (1 - (Random.Shared.NextDouble() / 2));
    }
}
