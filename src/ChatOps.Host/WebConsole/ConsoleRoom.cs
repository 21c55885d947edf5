using System.Collections.Immutable;
using ChatOps.Chat;

namespace ChatOps.Host.WebConsole;

/// <summary>
/// The one room of the console: the latest messages, kept in memory. What must not be forgotten is in the database; the
/// room is only where people see it.
/// </summary>
public sealed class ConsoleRoom(TimeProvider time)
{
    /// <summary>Messages kept; the oldest makes room for the newest.</summary>
    public const int Capacity = 200;

    private readonly Lock _gate = new();
    private ImmutableList<RoomMessage> _messages = [];
    private long _lastPlace;

    /// <summary>Raised after each change, on the thread that made it: handlers return at once and don't throw.</summary>
    public event Action<RoomMessage>? Changed;

    /// <summary>All that is kept, in the order it was said.</summary>
    public ImmutableList<RoomMessage> Messages => Volatile.Read(ref _messages);

    /// <summary>The next position: pages place with it what only they show, between the room's messages.</summary>
    public long TakePlace() => Interlocked.Increment(ref _lastPlace);

    public RoomMessage Post(Message message)
    {
        RoomMessage posted;
        lock (_gate)
        {
            posted = Add(Guid.CreateVersion7().ToString("N"), message);
        }

        Changed?.Invoke(posted);
        return posted;
    }

    /// <summary>
    /// Replaces what a message says. One that the room no longer has, because the process was started again or the room
    /// was full, is said anew under its old id.
    /// </summary>
    public void Update(string id, Message message)
    {
        RoomMessage updated;
        lock (_gate)
        {
            var index = _messages.FindIndex(known => known.Id == id);
            updated = index < 0 ? Add(id, message) : Replace(index, message);
        }

        Changed?.Invoke(updated);
    }

    private RoomMessage Add(string id, Message message)
    {
        var now = time.GetUtcNow();
        var added = new RoomMessage(id, TakePlace(), now, now, message);
        var kept = _messages.Count < Capacity ? _messages : _messages.RemoveAt(0);
        Volatile.Write(ref _messages, kept.Add(added));
        return added;
    }

    private RoomMessage Replace(int index, Message message)
    {
        var replaced = _messages[index] with { Message = message, UpdatedAt = time.GetUtcNow() };
        Volatile.Write(ref _messages, _messages.SetItem(index, replaced));
        return replaced;
    }
}
