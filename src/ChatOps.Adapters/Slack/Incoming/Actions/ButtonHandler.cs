using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Adapters.Slack.Incoming.Prompts;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Answering;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Slack.Incoming.Actions;

/// <summary>
/// Has a button's command sent. The desk's answer is for whoever pressed only; what everybody should see is the operation's own
/// message. A button that asks something first opens a modal instead, and what is typed there goes to the desk.
/// </summary>
public sealed class ButtonHandler(
    ButtonDesk desk, PromptOpener prompts, ResponseUrls responseUrls, WaitingAnswers<DirectAnswer> answers)
    : IBlockActionHandler
{
    public async Task Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var asked = RequestFrom(request);
        if (PromptActionId.Read(request.ActionId) is { } prompt && desk.IsCommand(prompt.Fill(request.Value, "some reason")))
        {
            await prompts.OpenAsync(request, prompt, cancellationToken);
            return;
        }

        var answer = await desk.PressAsync(asked, cancellationToken);
        answers.Add(new(answer, asked.Conversation, OnlyFor: request.UserId, responseUrls.Check(request.ResponseUrl)));
    }

    private static Request RequestFrom(BlockActionRequest request) => new(
        $"slack:trigger:{request.TriggerId}",
        request.Value,
        new Actor(SlackChatPlatform.PlatformName, request.UserId, request.UserName),
        new Conversation(
            SlackChatPlatform.PlatformName, request.ChannelId, request.ThreadTs.Length > 0 ? request.ThreadTs : null));
}
