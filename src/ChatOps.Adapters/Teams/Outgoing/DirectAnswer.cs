using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Chat;
using ChatOps.Chat.Answering;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>One answer to one person's request.</summary>
/// <param name="OnlyFor">The only person who sees it, in their own chat with the bot; null for everybody in the conversation.</param>
public sealed record DirectAnswer(Message Message, Conversation Conversation, Actor? OnlyFor = null) : IDirectAnswer
{
    /// <summary>For one person: where they are alone with the bot anyway, that is where it stands.</summary>
    public static DirectAnswer For(Actor actor, Message message, TeamsPlace place) =>
        new(message, place.Conversation, place.IsPersonal ? null : actor);
}
