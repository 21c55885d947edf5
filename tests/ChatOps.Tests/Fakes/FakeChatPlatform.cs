using ChatOps.Chat;

namespace ChatOps.Tests.Fakes;

/// <summary>A chat platform that shows what it was sent, and throws what the test tells it to.</summary>
internal sealed class FakeChatPlatform(string name = "slack") : IChatPlatform
{
    public string Name => name;

    /// <summary>Thrown by the next call, once.</summary>
    public Exception? Trouble { get; set; }

    /// <summary>"posted" or the id of the updated message, with the title it shows.</summary>
    public List<(string What, string Title)> Shown { get; } = [];

    public Task<string> PostAsync(Conversation conversation, Message message, CancellationToken cancellationToken)
    {
        Show("posted", message);
        return Task.FromResult($"message-{Shown.Count}");
    }

    public Task UpdateAsync(
        Conversation conversation, string messageId, Message message, CancellationToken cancellationToken)
    {
        Show(messageId, message);
        return Task.CompletedTask;
    }

    private void Show(string what, Message message)
    {
        if (Trouble is { } trouble)
        {
            Trouble = null;
            throw trouble;
        }

        Shown.Add((what, message.Title));
    }
}
