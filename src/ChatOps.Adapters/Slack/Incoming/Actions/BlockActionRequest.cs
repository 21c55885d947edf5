using System.Text.Json;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Slack.Incoming.Actions;

/// <summary>What Slack sends when somebody presses a button. Source: docs.slack.dev, "block_actions payload".</summary>
/// <param name="Value">What the bot put into the button; empty when it is no button of the bot's.</param>
/// <param name="ActionId">What the bot called the button; says what it asks first.</param>
/// <param name="Label">What the button says.</param>
/// <param name="UserName">For showing only.</param>
/// <param name="ThreadTs">The thread that the button's message stands in; empty outside of threads.</param>
/// <param name="TriggerId">Unique per click, the same in every delivery of it.</param>
/// <param name="ResponseUrl">Answers in place of the button's message: a secret. Empty when absent.</param>
public sealed record BlockActionRequest(
    string Value,
    string ActionId,
    string Label,
    string UserId,
    string UserName,
    string ChannelId,
    string ThreadTs,
    string TriggerId,
    string ResponseUrl)
{
    public const string Kind = "block_actions";

    /// <summary>The click, or null when a field that it can't do without is missing.</summary>
    public static BlockActionRequest? From(JsonElement? payload)
    {
        var user = payload.Child("user");
        var container = payload.Child("container");

        // A click is one action; menus and date pickers, which the bot never sends, have no value.
        var action = payload.Items("actions").FirstOrDefault();
        var request = new BlockActionRequest(
            action.Text("value"),
            action.Text("action_id"),
            action.Child("text").Text("text"),
            user.Text("id"),
            FirstOf(user.Text("username"), user.Text("name"), user.Text("id")),
            FirstOf(container.Text("channel_id"), payload.Child("channel").Text("id")),
            FirstOf(container.Text("thread_ts"), payload.Child("message").Text("thread_ts")),
            payload.Text("trigger_id"),
            payload.Text("response_url"));
        return request is { UserId.Length: > 0, ChannelId.Length: > 0, TriggerId.Length: > 0 } ? request : null;
    }

    /// <summary>Leaves out the response_url, wherever this is logged.</summary>
    public override string ToString() => $"{TriggerId} by {UserId} in {ChannelId}";

    private static string FirstOf(params IEnumerable<string> texts) => texts.FirstOrDefault(text => text.Length > 0) ?? "";
}
