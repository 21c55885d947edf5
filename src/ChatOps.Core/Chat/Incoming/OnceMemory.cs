namespace ChatOps.Chat.Incoming;

/// <summary>Which things were taken in this process, each by its id, so that a repeated one is told from a new one.</summary>
/// <param name="life">How long one is remembered.</param>
public abstract class OnceMemory(TimeProvider time, TimeSpan life)
{
    /// <summary>How many are remembered; the oldest is forgotten first.</summary>
    public const int Capacity = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _taken = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, DateTimeOffset At)> _inOrder = new();

    /// <summary>True for the first who asks with this id.</summary>
    public bool TryTake(string id)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            ForgetOld(now);
            if (!_taken.TryAdd(id, now))
            {
                return false;
            }

            _inOrder.Enqueue((id, now));
            ForgetOld(now);
            return true;
        }
    }

    /// <summary>Lets the next delivery in, since this one came to nothing.</summary>
    public void GiveBack(string id)
    {
        lock (_lock)
        {
            _taken.Remove(id);
        }
    }

    private void ForgetOld(DateTimeOffset now)
    {
        while (_inOrder.TryPeek(out var oldest) && (_inOrder.Count > Capacity || now - oldest.At > life))
        {
            _inOrder.Dequeue();

            // It may have been given back and taken again later; that is another entry.
            if (_taken.TryGetValue(oldest.Id, out var at) && at == oldest.At)
            {
                _taken.Remove(oldest.Id);
            }
        }
    }
}
