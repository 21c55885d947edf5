using ChatOps.Chat;

namespace ChatOps.Host.Terminal;

/// <summary>
/// A terminal as a chat platform. Whoever asked from one looks at the operation there by themselves, so nothing has to be sent:
/// every host takes what is to be posted to one, also when the terminal has been closed.
/// </summary>
public sealed class TerminalChatPlatform : IChatPlatform
{
    public const string PlatformName = "terminal";

    public string Name => PlatformName;

    /// <inheritdoc/>
    public bool ReachesPeople => false;

    public Task<string> PostAsync(Conversation conversation, Message message, CancellationToken cancellationToken) =>
        Task.FromResult(PlatformName);

    public Task<bool> UpdateAsync(
        Conversation conversation, string messageId, Message message, CancellationToken cancellationToken) => Task.FromResult(true);

    public bool HeadsThread(string messageId) => false;

    public Task CheckAsync(Conversation conversation, CancellationToken cancellationToken) => Task.CompletedTask;
}
