using ChatOps.Chat;

namespace ChatOps.Host.WebConsole;

/// <summary>Brings what a persona typed or pressed to the command desk, and back an answer in words whatever happens.</summary>
public sealed partial class CommandSender(
    IServiceScopeFactory scopes, ConsoleWhisper whisper, IHostApplicationLifetime lifetime, ILogger<CommandSender> logger)
{
    /// <summary>Each call is a request of its own, with an id that was never used before.</summary>
    public async Task<Message> SendAsync(Persona persona, string text)
    {
        var id = $"{ConsoleChatPlatform.PlatformName}:{Guid.CreateVersion7():N}";
        var request = new Request(id, text, persona.Actor, ConsoleChatPlatform.Room);

        // A page lives for hours, a desk (with its database session) for one request: hence a scope for each.
        await using var scope = scopes.CreateAsyncScope();
        whisper.Await(id);
        try
        {
            // Closing the page doesn't take back what was sent; only the end of the process stops it.
            var answer = await scope.ServiceProvider.GetRequiredService<ICommandDesk>()
                .HandleAsync(request, lifetime.ApplicationStopping);
            return whisper.Take(id) ?? answer;
        }
        catch (Exception failure)
        {
            // A page that meets an exception is dead for good, so this is the last place to turn one into words.
            LogFailed(request.Id, failure);
            whisper.Take(id);
            return NotAccepted;
        }
    }

    /// <summary>What is said in the place of an answer that nobody could give.</summary>
    public static Message NotAccepted => Message
        .Titled("That was not accepted: the bot could not save it.", Tone.Bad)
        .Text("Nothing was started. Wait a moment, then send it again.");

    [LoggerMessage(LogLevel.Error, "Request {RequestId} from the console was not accepted")]
    private partial void LogFailed(string requestId, Exception failure);
}
