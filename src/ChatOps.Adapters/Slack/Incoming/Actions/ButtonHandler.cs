using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Adapters.Slack.Incoming.Prompts;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Adapters.Slack.Incoming.Actions;

/// <summary>
/// A button's value is a command text: it goes to the desk as a request of whoever pressed. The desk's answer is for that
/// person only; what everybody should see is the operation's own message. A button that asks something first opens a modal
/// instead, and what is typed there goes to the desk.
/// </summary>
public sealed class ButtonHandler(
    PatientDesk desk,
    CommandCatalog catalog,
    IAuditTrail audit,
    PromptOpener prompts,
    ResponseUrls responseUrls,
    DirectAnswers answers)
    : IBlockActionHandler
{
    private const int AuditedLetters = 200;

    public async Task Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var asked = RequestFrom(request);
        if (PromptActionId.Read(request.ActionId) is { } prompt && IsCommand(prompt.Fill(request.Value, "some reason")))
        {
            await prompts.OpenAsync(request, prompt, cancellationToken);
            return;
        }

        var answer = IsCommand(request.Value)
            ? await desk.AskAsync(asked, cancellationToken)
            : await desk.InTimeAsync(asked.Id, stop => RefuseAsync(asked, stop), cancellationToken);
        answers.Add(new(answer, asked.Conversation, OnlyFor: request.UserId, responseUrls.Check(request.ResponseUrl)));
    }

    private static Request RequestFrom(BlockActionRequest request) => new(
        $"slack:trigger:{request.TriggerId}",
        request.Value,
        new Actor(SlackChatPlatform.PlatformName, request.UserId, request.UserName),
        new Conversation(
            SlackChatPlatform.PlatformName, request.ChannelId, request.ThreadTs.Length > 0 ? request.ThreadTs : null));

    /// <summary>An empty text would be a call for help, which no button of the bot's is.</summary>
    private bool IsCommand(string value) => !string.IsNullOrWhiteSpace(value) && catalog.Parse(value).TryGet(out _, out _);

    private async Task<Message> RefuseAsync(Request asked, CancellationToken cancellationToken)
    {
        var value = SlackText.OneLine(asked.Text, AuditedLetters);
        await audit.AppendAsync(
            new(asked.Actor.Key, asked.Actor.Name, AuditAction.Refused, asked.Conversation.Channel, $"unknown button: {value}"),
            cancellationToken);
        return Message.Titled("Unknown button", Tone.Warning)
            .Text("It is not one of the bot's, or of an older version of the bot. Nothing was done; type the command instead.");
    }
}
