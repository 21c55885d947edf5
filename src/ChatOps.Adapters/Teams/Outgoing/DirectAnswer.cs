using ChatOps.Chat;
using ChatOps.Chat.Answering;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>One answer to one person's request, for all in the conversation: channels have no messages for one person alone.</summary>
public sealed record DirectAnswer(Message Message, Conversation Conversation) : IDirectAnswer;
