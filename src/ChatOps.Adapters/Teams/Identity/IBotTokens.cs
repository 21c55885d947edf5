namespace ChatOps.Adapters.Teams.Identity;

/// <summary>The bot's own tokens, with which it calls Teams.</summary>
public interface IBotTokens
{
    /// <param name="isFresh">Not one that was fetched before: that was refused.</param>
    /// <returns>A token; null where none is asked for, as by the emulator.</returns>
    /// <exception cref="Chat.ChatRefusedException">Entra will never give one: no such app, a wrong secret.</exception>
    /// <exception cref="Chat.ChatUnavailableException">Entra is away.</exception>
    Task<string?> GetAsync(bool isFresh, CancellationToken cancellationToken);
}
