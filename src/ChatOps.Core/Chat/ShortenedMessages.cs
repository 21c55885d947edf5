using System.Collections.Concurrent;

namespace ChatOps.Chat;

/// <summary>Messages in whose place a few plain words were said, for health: somebody should look why.</summary>
public sealed class ShortenedMessages(TimeProvider time)
{
    /// <summary>How long each is told of.</summary>
    public static readonly TimeSpan Told = TimeSpan.FromHours(1);

    /// <summary>The rest of them is in the log.</summary>
    private const int Most = 3;

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, string Reason)> _messages = new();

    /// <summary>What was shortened within the last hour, the newest first.</summary>
    public IReadOnlyList<string> Lately
    {
        get
        {
            var since = time.GetUtcNow() - Told;
            return
            [
                .. _messages.Where(message => message.Value.At >= since)
                    .OrderByDescending(message => message.Value.At)
                    .Take(Most)
                    .Select(message => $"{message.Key} could not be said whole, so a short form stands there: {message.Value.Reason}"),
            ];
        }
    }

    /// <param name="what">Which message: "The message of operation 17 in slack:C0123".</param>
    public void Add(string what, string reason)
    {
        var now = time.GetUtcNow();
        foreach (var (old, _) in _messages.Where(message => message.Value.At < now - Told))
        {
            _messages.TryRemove(old, out _);
        }

        _messages[what] = (now, reason);
    }
}
