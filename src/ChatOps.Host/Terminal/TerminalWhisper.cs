using ChatOps.Chat;

namespace ChatOps.Host.Terminal;

/// <summary>Shows something on the terminal that it was asked on, which is for one person alone.</summary>
internal sealed class TerminalWhisper : IWhisper
{
    public string Platform => TerminalChatPlatform.PlatformName;

    public Task SayAsync(Request request, Message message, CancellationToken cancellationToken) =>
        Console.Out.WriteLineAsync(message.ToPlainText());
}
