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
    public static SlashCommand? From(IFormCollection form) =>
        form["user_id"] is [{ Length: > 0 } user]
        && form["channel_id"] is [{ Length: > 0 } channel]
        && form["trigger_id"] is [{ Length: > 0 } trigger]
            ? new(form["text"].ToString(), user, form["user_name"].ToString(), channel, trigger, form["response_url"].ToString())
            : null;

    /// <summary>Leaves out the response_url, wherever this is logged.</summary>
    public override string ToString() => $"{TriggerId} by {UserId} in {ChannelId}";
}
