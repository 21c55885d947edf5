namespace ChatOps.Chat;

/// <summary>Tells a message that can't be said as it is from a chat platform that can't be reached or does not let the bot in.</summary>
public static class ContentFaults
{
    /// <summary>So many tries in a row with the same end, and a few plain words are said instead.</summary>
    public const int MostTries = 3;

    /// <summary>
    /// Whether it is about what was to be said: the platform refused the content, or the bot stumbled while putting it into the
    /// platform's form. Only of exceptions out of a call to <see cref="IChatPlatform"/>.
    /// </summary>
    public static bool IsAboutContent(this Exception fault) => fault switch
    {
        ChatRefusedException refused => refused.IsAboutContent,
        ChatUnavailableException or ChatMessageGoneException or OperationCanceledException => false,
        _ => true,
    };
}
