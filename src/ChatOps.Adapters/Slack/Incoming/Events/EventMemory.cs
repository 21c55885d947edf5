using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Slack.Incoming.Events;

/// <summary>
/// Which events were taken in this process, so that a repeated one is not answered twice. Changes need no such memory: the
/// operations table acts once per request id, across restarts and replicas.
/// </summary>
public sealed class EventMemory(TimeProvider time) : OnceMemory(time, Life)
{
    /// <summary>Slack may send an event again for a day. Source: docs.slack.dev, "The Events API", delayed events.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(25);
}
