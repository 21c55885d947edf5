using ChatOps.Chat;

namespace ChatOps.Host.WebConsole;

/// <summary>The console as a chat platform like the others: one room, shown by every open page.</summary>
public sealed class ConsoleChatPlatform(ConsoleRoom room) : IChatPlatform
{
    public const string PlatformName = "console";

    /// <summary>The only conversation there is.</summary>
    public static readonly Conversation Room = new(PlatformName, "room");

    public string Name => PlatformName;

    public Task<string> PostAsync(Conversation conversation, Message message, CancellationToken cancellationToken)
    {
        RefuseUnlessRoom(conversation);
        return Task.FromResult(room.Post(message).Id);
    }

    public Task<bool> UpdateAsync(
        Conversation conversation, string messageId, Message message, CancellationToken cancellationToken)
    {
        RefuseUnlessRoom(conversation);
        room.Update(messageId, message);
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    /// <remarks>The room has no threads: an answer stands behind what it answers.</remarks>
    public bool HeadsThread(string messageId) => false;

    public Task CheckAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        RefuseUnlessRoom(conversation);
        return Task.CompletedTask;
    }

    private static void RefuseUnlessRoom(Conversation conversation)
    {
        if (conversation != Room)
        {
            throw new ChatRefusedException($"The console has no channel {conversation.Channel}, only {Room.Channel}.");
        }
    }
}
