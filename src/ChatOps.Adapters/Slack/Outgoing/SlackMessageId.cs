namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>
/// What identifies a posted message: the id of the channel it went to and Slack's timestamp. Both, since an update wants the
/// channel's id even where the message was posted to a name or a person.
/// </summary>
internal readonly record struct SlackMessageId(string Channel, string Timestamp)
{
    public static SlackMessageId? Parse(string text) =>
        text.Split('/') is [{ Length: > 0 } channel, { Length: > 0 } timestamp] ? new(channel, timestamp) : null;

    /// <summary>The timestamp that names a thread, given as the id of its first message or as Slack's timestamp alone.</summary>
    public static string? ThreadOf(string? thread) => thread is null ? null : Parse(thread)?.Timestamp ?? thread;

    public override string ToString() => $"{Channel}/{Timestamp}";
}
