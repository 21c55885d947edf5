namespace ChatOps.Adapters.Teams.Identity;

/// <summary>The bot's own tokens, with which it calls Teams.</summary>
public interface IBotTokens
{
    /// <param name="refused">One that Teams did not take, so that another is wanted; null for none.</param>
    /// <returns>A token; null where none is asked for, as by the emulator.</returns>
    /// <exception cref="Chat.ChatRefusedException">Entra will never give one: no such app, a wrong secret.</exception>
    /// <exception cref="Chat.ChatUnavailableException">Entra is away.</exception>
    Task<string?> GetAsync(string? refused, CancellationToken cancellationToken);
}
