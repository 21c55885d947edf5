using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Adapters.Slack.Incoming.Prompts;
using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>
/// Shows something to one person alone: in a modal, which leaves nothing behind in the channel and opens where the bot is no
/// member too; for what was typed without a slash in a message that only they see. Source: docs.slack.dev, "views.open",
/// "chat.postEphemeral".
/// </summary>
public sealed class SlackWhisper(SlackWebApi api) : IWhisper
{
    private const string ModalTitle = "Only you see this";

    /// <summary>What the id of a request from a click or a slash command begins with, before Slack's trigger id.</summary>
    private const string Trigger = "slack:trigger:";

    public string Platform => SlackChatPlatform.PlatformName;

    public async Task SayAsync(Request request, Message message, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(request, message, cancellationToken))
        {
            await PostAsync(request, message, cancellationToken);
        }
    }

    /// <returns>False when it certainly was not opened: nothing to open it by, or too late.</returns>
    private async Task<bool> OpenAsync(Request request, Message message, CancellationToken cancellationToken)
    {
        if (!request.Id.StartsWith(Trigger, StringComparison.Ordinal))
        {
            return false;
        }

        var view = new NewSlackView(request.Id[Trigger.Length..], PromptModal.Showing(ModalTitle, message));
        return (await api.OpenViewAsync(view, cancellationToken)).Ok;
    }

    /// <summary>The text that notifications show is the title alone.</summary>
    private async Task PostAsync(Request request, Message message, CancellationToken cancellationToken)
    {
        var conversation = request.Conversation;
        var reply = await api.PostEphemeralAsync(
            new(
                conversation.Channel,
                request.Actor.Id,
                SlackMessage.Fallback(Message.Titled(message.Title)),
                SlackMessage.Render(message),
                SlackMessageId.ThreadOf(conversation.Thread)),
            cancellationToken);
        if (!reply.Ok)
        {
            throw SlackErrors.AsException(reply, conversation.Channel);
        }
    }
}
