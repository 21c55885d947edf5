using ChatOps.Chat;

namespace ChatOps.Adapters.Teams.Incoming.Activities;

/// <summary>
/// A conversation of Teams: personal ("a:..."), a group chat ("19:...@thread.v2"), or a team's channel ("19:...@thread.tacv2"),
/// in which everything stands in a thread (";messageid=..." behind the id).
/// </summary>
/// <param name="WireId">The id of the conversation in calls, the thread included.</param>
/// <param name="Channel">The same without the thread.</param>
/// <param name="Thread">The id of the thread's first message; null outside of channels.</param>
/// <param name="IsPersonal">One person and the bot.</param>
public sealed record TeamsPlace(string WireId, string Channel, string? Thread, bool IsPersonal)
{
    private const string ThreadMark = ";messageid=";

    public Conversation Conversation => new(TeamsPlatform.Name, Channel, Thread);

    /// <param name="type">"personal", "groupChat", "channel", or empty.</param>
    /// <param name="messageId">What a thread is named by whose id does not say it: its first message; empty for what begins none.</param>
    public static TeamsPlace Of(string wireId, string type, string messageId)
    {
        var isPersonal = type == "personal";
        if (wireId.Split(ThreadMark, 2) is [{ Length: > 0 } channel, { Length: > 0 } thread])
        {
            return new(wireId, channel, thread, isPersonal);
        }

        return type == "channel" && messageId.Length > 0
            ? new(Wire(wireId, messageId), wireId, messageId, isPersonal)
            : new(wireId, wireId, Thread: null, isPersonal);
    }

    /// <summary>The id in calls of a channel with a thread in it.</summary>
    public static string Wire(string channel, string? thread) => thread is null ? channel : $"{channel}{ThreadMark}{thread}";

    /// <summary>Whether it is a team's channel, where threads are begun.</summary>
    public static bool IsChannel(string id) =>
        id.StartsWith("19:", StringComparison.Ordinal)
        && (id.Contains("@thread.tacv2", StringComparison.Ordinal) || id.Contains("@thread.skype", StringComparison.Ordinal));
}
