namespace ChatOps.Access;

public static class BriefMemory
{
    /// <summary>How long an answer is believed; whoever lost a right keeps it for this long at most.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(60);
}

/// <summary>A chat platform's answers about people, each believed for a minute, since they let the same be read only so often (Slack some 20 times a minute).</summary>
public sealed class BriefMemory<T>(TimeProvider time) : IDisposable
    where T : notnull
{
    /// <summary>One look-up at a time: whoever waits finds the answer that the first one got.</summary>
    private readonly SemaphoreSlim _lookingUp = new(1, 1);
    private readonly Dictionary<string, Answer> _known = new(StringComparer.Ordinal);

    /// <summary>The answer that is known, or the one that the look-up finds now.</summary>
    public async Task<T> GetAsync(
        string id, Func<string, CancellationToken, Task<T>> lookUpAsync, CancellationToken cancellationToken)
    {
        await _lookingUp.WaitAsync(cancellationToken);
        try
        {
            if (_known.TryGetValue(id, out var known) && time.GetUtcNow() < known.Until)
            {
                return known.Value;
            }

            // What can't be renewed is not believed any longer: who may is never guessed.
            _known.Remove(id);
            var found = await lookUpAsync(id, cancellationToken);
            _known[id] = new Answer(found, time.GetUtcNow() + BriefMemory.Freshness);
            return found;
        }
        finally
        {
            _lookingUp.Release();
        }
    }

    public void Dispose() => _lookingUp.Dispose();

    private sealed record Answer(T Value, DateTimeOffset Until);
}
