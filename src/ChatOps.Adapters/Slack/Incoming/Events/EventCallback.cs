using System.Text.Json;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Slack.Incoming.Events;

/// <summary>What Slack sends when something happens where the bot is. Source: docs.slack.dev, "The Events API".</summary>
/// <param name="EventId">Unique across workspaces, the same in every delivery.</param>
/// <param name="Type">"app_mention", "message" ...</param>
/// <param name="Subtype">Empty for what a person simply said; "message_changed", "bot_message" and such otherwise.</param>
/// <param name="BotId">Who said it when it was an app; empty for people.</param>
/// <param name="Text">With Slack's escaping still in it.</param>
/// <param name="ChannelType">"im" for a direct conversation; empty for some types of events.</param>
/// <param name="Ts">The message's own timestamp, by which a thread can be begun under it.</param>
/// <param name="ThreadTs">The thread that it stands in; empty outside of threads.</param>
public sealed record EventCallback(
    string EventId,
    string Type,
    string Subtype,
    string UserId,
    string BotId,
    string Text,
    string ChannelId,
    string ChannelType,
    string Ts,
    string ThreadTs)
{
    public const string Kind = "event_callback";

    /// <summary>The user ids under which the app is installed here: its own names in the text.</summary>
    public IReadOnlyList<string> OwnUserIds { get; init; } = [];

    /// <summary>The event, or null without an id, by which it is told from its repetitions.</summary>
    public static EventCallback? From(JsonElement? payload)
    {
        var happened = payload.Child("event");
        var callback = new EventCallback(
            payload.Text("event_id"),
            happened.Text("type"),
            happened.Text("subtype"),
            happened.Text("user"),
            happened.Text("bot_id"),
            happened.Text("text"),
            happened.Text("channel"),
            happened.Text("channel_type"),
            happened.Text("ts"),
            happened.Text("thread_ts"))
        {
            OwnUserIds = [.. payload.Items("authorizations").Select(each => each.Text("user_id")).Where(id => id.Length > 0)],
        };
        return callback.EventId.Length > 0 ? callback : null;
    }

    /// <summary>Leaves out what was said, wherever this is logged.</summary>
    public override string ToString() => $"{Type} {EventId} by {UserId} in {ChannelId}";
}
