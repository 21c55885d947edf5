using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Chat;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>
/// Which activities were taken in this process: a sender may deliver twice (activity specification, A2033). Changes need no such
/// memory: the operations table acts once per request id, across restarts and replicas.
/// </summary>
public sealed class ActivityMemory(TimeProvider time) : OnceMemory(time, Life)
{
    /// <summary>As long as a token counts, with an allowance for the clocks.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(25);
}

internal static class ActivityRequests
{
    public static Request RequestOf(this Activity activity, Actor actor, string text) =>
        new($"{TeamsPlatform.Name}:{activity.Key}", text, actor, activity.Place.Conversation);
}
