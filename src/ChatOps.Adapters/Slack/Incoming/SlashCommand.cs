using System.Text.Json;
using ChatOps.Chat.Incoming;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>What Slack sends when somebody types a slash command. Source: docs.slack.dev, "Implementing slash commands".</summary>
/// <param name="Text">Everything after the command, with Slack's escaping still in it.</param>
/// <param name="UserName">For showing only; empty when Slack stops sending it.</param>
/// <param name="TriggerId">Unique per typed command.</param>
/// <param name="ResponseUrl">Lets whoever has it write into the channel for 30 minutes: a secret. Empty when absent.</param>
public sealed record SlashCommand(
    string Text, string UserId, string UserName, string ChannelId, string TriggerId, string ResponseUrl)
{
    /// <summary>The command, or null when a field that it can't do without is missing or there twice.</summary>
    public static SlashCommand? From(IFormCollection form) => From(name => form[name] is [{ } only] ? only : "");

    /// <summary>The same from Socket Mode, which sends the form's fields as JSON.</summary>
    public static SlashCommand? From(JsonElement? payload) => From(name => payload.Text(name));

    /// <summary>Leaves out the response_url, wherever this is logged.</summary>
    public override string ToString() => $"{TriggerId} by {UserId} in {ChannelId}";

    private static SlashCommand? From(Func<string, string> field)
    {
        var command = new SlashCommand(
            field("text"), field("user_id"), field("user_name"), field("channel_id"), field("trigger_id"), field("response_url"));
        return command is { UserId.Length: > 0, ChannelId.Length: > 0, TriggerId.Length: > 0 } ? command : null;
    }
}
