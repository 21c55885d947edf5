using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>What is sent to a response_url. Source: docs.slack.dev, "Handling user interaction".</summary>
/// <param name="ReplaceOriginal">Changes what was sent to the same response_url before, instead of adding to it.</param>
public sealed record ResponseUrlMessage(bool ReplaceOriginal, string Text, IReadOnlyList<Block> Blocks)
{
    /// <summary>For everybody in the channel, as a message that the bot posts itself would be.</summary>
    public string ResponseType { get; } = "in_channel";

    public bool UnfurlLinks { get; }

    public bool UnfurlMedia { get; }

    public static ResponseUrlMessage From(Message message, bool replaceOriginal) =>
        new(replaceOriginal, SlackMessage.Fallback(message), SlackMessage.Render(message));
}
