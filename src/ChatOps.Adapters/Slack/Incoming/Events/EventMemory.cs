namespace ChatOps.Adapters.Slack.Incoming.Events;

/// <summary>
/// Which events were taken in this process, so that a repeated one is not answered twice. Changes need no such memory: the
/// operations table acts once per request id, across restarts and replicas.
/// </summary>
public sealed class EventMemory(TimeProvider time)
{
    /// <summary>How many are remembered; the oldest is forgotten first.</summary>
    public const int Capacity = 50_000;

    /// <summary>Slack may send an event again for a day. Source: docs.slack.dev, "The Events API", delayed events.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(25);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _taken = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, DateTimeOffset At)> _inOrder = new();

    /// <summary>True for the first who asks with this id.</summary>
    public bool TryTake(string eventId)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            ForgetOld(now);
            if (!_taken.TryAdd(eventId, now))
            {
                return false;
            }

            _inOrder.Enqueue((eventId, now));
            ForgetOld(now);
            return true;
        }
    }

    /// <summary>Lets the next delivery in, since this one came to nothing.</summary>
    public void GiveBack(string eventId)
    {
        lock (_lock)
        {
            _taken.Remove(eventId);
        }
    }

    private void ForgetOld(DateTimeOffset now)
    {
        while (_inOrder.TryPeek(out var oldest) && (_inOrder.Count > Capacity || now - oldest.At > Life))
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
