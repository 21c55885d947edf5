using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>Hands slash commands to the command desk, and always has an answer in words before Slack's three seconds are over.</summary>
public sealed partial class CommandDeskHandler(
    ICommandDesk desk, ResponseUrls responseUrls, TimeProvider time, ILogger<CommandDeskHandler> logger)
    : ISlashCommandHandler
{
    /// <summary>How long the desk may take; the rest of Slack's three seconds is for the way back.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    public async Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken)
    {
        // Kept before the desk is asked: an operation's first message may be on its way before the desk has answered.
        responseUrls.Keep(command.ChannelId, command.ResponseUrl);
        var answer = await AskAsync(RequestFrom(command), cancellationToken);
        return new(SlackMessage.Fallback(answer), SlackMessage.Render(answer));
    }

    private async Task<Message> AskAsync(Request request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await desk.HandleAsync(request, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            LogSlow(request.Id);
            return Message.Titled("No answer in time", Tone.Bad)
                .Text("It may or may not have been accepted: look at \"operations\" before you send it again.");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever went wrong, silence would be worse: the person has to know that nothing will happen.
            LogFailed(e, request.Id);
            return Message.Titled("Nothing was accepted", Tone.Bad)
                .Text("The bot could not record your command just now. Try again in a moment.");
        }
    }

    private static Request RequestFrom(SlashCommand command)
    {
        var name = command.UserName.Length > 0 ? command.UserName : command.UserId;
        return new(
            $"slack:trigger:{command.TriggerId}",
            SlackEscaping.Undo(command.Text),
            new Actor(SlackChatPlatform.PlatformName, command.UserId, name),
            new Conversation(SlackChatPlatform.PlatformName, command.ChannelId));
    }

    [LoggerMessage(LogLevel.Warning, "The desk took too long over {RequestId}")]
    private partial void LogSlow(string requestId);

    [LoggerMessage(LogLevel.Error, "The desk failed on {RequestId}; nothing was accepted")]
    private partial void LogFailed(Exception exception, string requestId);
}
