using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Slack.Incoming.Prompts;

/// <summary>Sends a button's command with what was typed into its modal, as a request of whoever typed it.</summary>
public sealed class PromptAnswerHandler(PatientDesk desk) : IViewSubmissionHandler
{
    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var answer = await desk.AskAsync(RequestFrom(submission), cancellationToken);
        return new(PromptModal.Showing(submission.Button.Label, answer));
    }

    private static Request RequestFrom(ViewSubmission submission)
    {
        var button = submission.Button;
        return new(
            $"slack:view:{submission.ViewId}",
            button.Prompt.Fill(button.Command, submission.Answer),
            new Actor(SlackChatPlatform.PlatformName, submission.UserId, submission.UserName),
            new Conversation(
                SlackChatPlatform.PlatformName, button.ChannelId, button.ThreadTs.Length > 0 ? button.ThreadTs : null));
    }
}
