using ChatOps.Chat;
using ChatOps.Chat.Answering;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>One answer to one person's request.</summary>
/// <param name="OnlyFor">The id of the only person who sees it; null for everybody in the conversation.</param>
/// <param name="Url">Where a private answer goes, also where the bot is no member; null when Slack gave no usable one.</param>
public sealed record DirectAnswer(Message Message, Conversation Conversation, string? OnlyFor = null, ResponseUrl? Url = null)
    : IDirectAnswer;
