using ChatOps.Adapters.Slack.Incoming.Actions;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Answering;
using ChatOps.Chat.Incoming;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Slack.Incoming.Prompts;

/// <summary>Opens the modal for a click, at once: Slack allows three seconds, and one try.</summary>
public sealed partial class PromptOpener(
    SlackWebApi api, ResponseUrls responseUrls, WaitingAnswers<DirectAnswer> answers, TimeProvider time, ILogger<PromptOpener> logger)
{
    public async Task OpenAsync(BlockActionRequest click, Prompt prompt, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(PatientDesk.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var reply = await api.OpenViewAsync(new(click.TriggerId, PromptModal.Asking(click, prompt)), either.Token);
            if (!reply.Ok)
            {
                Explain(click, prompt, reply.Error ?? "no error named");
            }
        }
        catch (ChatUnavailableException away)
        {
            Explain(click, prompt, away.Message);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            Explain(click, prompt, "Slack took too long");
        }
    }

    private void Explain(BlockActionRequest click, Prompt prompt, string reason)
    {
        LogNotOpened(click.TriggerId, reason);
        var message = Message.Titled("Slack did not open the question, so nothing was sent", Tone.Warning)
            .Text($"Press the button again, or type: {click.Value} {prompt.Option} \"...\"");
        var place = new Conversation(
            SlackChatPlatform.PlatformName, click.ChannelId, click.ThreadTs.Length > 0 ? click.ThreadTs : null);
        answers.Add(new(message, place, OnlyFor: click.UserId, responseUrls.Check(click.ResponseUrl)));
    }

    [LoggerMessage(LogLevel.Warning, "The modal for {TriggerId} was not opened: {Reason}")]
    private partial void LogNotOpened(string triggerId, string reason);
}
