using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>What is sent to a response_url. Source: docs.slack.dev, "Handling user interaction".</summary>
/// <param name="ReplaceOriginal">Changes what was sent to the same response_url before, instead of adding to it.</param>
public sealed record ResponseUrlMessage(bool ReplaceOriginal, string Text, IReadOnlyList<Block> Blocks)
{
    /// <summary>For everybody in the channel, as a message that the bot posts itself would be, unless it is made <see cref="Private"/>.</summary>
    public string ResponseType { get; private init; } = "in_channel";

    public bool UnfurlLinks { get; }

    public bool UnfurlMedia { get; }

    public static ResponseUrlMessage From(Message message, bool replaceOriginal) =>
        new(replaceOriginal, SlackMessage.Fallback(message), SlackMessage.Render(message));

    /// <summary>One more message, for whoever pressed or typed only.</summary>
    public static ResponseUrlMessage Private(Message message) =>
        From(message, replaceOriginal: false) with { ResponseType = "ephemeral" };
}
