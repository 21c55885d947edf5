namespace ChatOps.Chat;

/// <summary>A way out to people: Slack, Teams, the console. Knows nothing of Kubernetes.</summary>
public interface IChatPlatform
{
    /// <summary>"slack", "teams", "console": the first half of an actor's key.</summary>
    string Name { get; }

    /// <summary>False where nobody reads what is posted, because whoever asked looks for themselves: then nobody is called there.</summary>
    bool ReachesPeople => true;

    /// <summary>Says something new.</summary>
    /// <returns>The platform's id of the message, by which it can be updated.</returns>
    /// <exception cref="ChatRefusedException">The platform will never take this: no such channel, not invited.</exception>
    /// <exception cref="ChatUnavailableException">The platform is away or asks to wait.</exception>
    /// <exception cref="ChatMessageGoneException">The message that heads the thread was deleted.</exception>
    Task<string> PostAsync(Conversation conversation, Message message, CancellationToken cancellationToken);

    /// <summary>Replaces what a message of the bot's says.</summary>
    /// <returns>True when people see it now; false when it was left out, for the next one says more.</returns>
    /// <inheritdoc cref="PostAsync" path="/exception"/>
    /// <exception cref="ChatMessageGoneException">There is no such message any more.</exception>
    Task<bool> UpdateAsync(
        Conversation conversation, string messageId, Message message, CancellationToken cancellationToken);

    /// <summary>Whether a posted message can be answered in a thread of its own.</summary>
    bool HeadsThread(string messageId);

    /// <summary>Looks whether the bot can say something in a conversation, and says nothing there.</summary>
    /// <inheritdoc cref="PostAsync" path="/exception"/>
    Task CheckAsync(Conversation conversation, CancellationToken cancellationToken);
}

/// <summary>The chat platform answered, and its answer is no; asking again would change nothing.</summary>
/// <param name="isAboutContent">It would take other words there; else it takes none.</param>
public sealed class ChatRefusedException(string reason, bool isAboutContent = false) : Exception(reason)
{
    public bool IsAboutContent => isAboutContent;
}

/// <summary>The message that is to be changed or answered was deleted; it can be said anew.</summary>
public sealed class ChatMessageGoneException(string reason) : Exception(reason);

/// <summary>The chat platform is away, or busy until <see cref="RetryAfter"/> has passed.</summary>
public sealed class ChatUnavailableException(string reason, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(reason, inner)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
