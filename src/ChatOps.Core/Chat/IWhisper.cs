namespace ChatOps.Chat;

/// <summary>
/// A chat platform's way to show something to one person alone, such as a password that is told once: a modal, a message that
/// only they see, their personal chat. A platform without one is never given anything like that.
/// </summary>
public interface IWhisper
{
    /// <inheritdoc cref="IChatPlatform.Name"/>
    string Platform { get; }

    /// <summary>
    /// Shows a message to whoever sent the request and to nobody else. It holds a secret: it is kept in no queue, log, trace or
    /// database, is never the text of a notification, and is not sent a second time by itself.
    /// </summary>
    /// <param name="request">What asked for it: who, where, and by which click or text.</param>
    /// <returns>When the chat platform has taken it.</returns>
    /// <exception cref="ChatRefusedException">It was not shown, and would not be if it were tried again.</exception>
    /// <exception cref="ChatUnavailableException">It was probably not shown.</exception>
    Task SayAsync(Request request, Message message, CancellationToken cancellationToken);
}
