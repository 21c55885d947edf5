using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Answering;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>
/// What is said to the bot, answered where it was said. Clients that know no Action.Execute send what a button carries as a
/// message without words.
/// </summary>
public sealed class TalkHandler(
    PatientDesk desk, ButtonDesk buttons, ActivityMemory memory, TeamsRefusals refusals, WaitingAnswers<DirectAnswer> answers)
    : IActivityHandler
{
    public string Type => "message";

    public async Task<InvokeAnswer?> HandleAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (!memory.TryTake(activity.Key))
        {
            refusals.Count(TeamsRefusals.Repeated);
            return null;
        }

        answers.Add(DirectAnswer.Of(await AnswerAsync(activity, cancellationToken), activity.Place.Conversation));
        return null;
    }

    private async Task<Message> AnswerAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Sender.Actor is not { } actor)
        {
            refusals.Count(TeamsRefusals.Anonymous);
            return Message.Titled("Nothing was done: you are not signed in", Tone.Warning)
                .Text("The bot takes commands only from people with an account in the organisation.");
        }

        try
        {
            return PressedButton.Of(activity.Value) is { } pressed && activity.Text.Length == 0
                ? await buttons.PressAsync(activity.RequestOf(actor, pressed.Text), cancellationToken)
                : await desk.AskAsync(activity.RequestOf(actor, SpokenText.Of(activity)), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Teams hung up before it had its receipt, so it may send it again.
            memory.GiveBack(activity.Key);
            throw;
        }
    }
}
