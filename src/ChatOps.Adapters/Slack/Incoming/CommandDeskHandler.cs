using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>Hands slash commands to the command desk.</summary>
public sealed class CommandDeskHandler(PatientDesk desk, ResponseUrls responseUrls) : ISlashCommandHandler
{
    public async Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken)
    {
        // Kept before the desk is asked: an operation's first message may be on its way before the desk has answered.
        responseUrls.Keep(command.ChannelId, command.ResponseUrl);
        var answer = await desk.AskAsync(RequestFrom(command), cancellationToken);
        return new(SlackMessage.Fallback(answer), SlackMessage.Render(answer));
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
}
