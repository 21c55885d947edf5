using ChatOps.Adapters.Teams.Identity;
using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Answering;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>
/// What is said to the bot, answered where it was said. Clients that know no Action.Execute send what a button carries as a
/// message without words; that is answered to whoever pressed, as every press is.
/// </summary>
public sealed class TalkHandler(
    PatientDesk desk,
    ButtonDesk buttons,
    MentionedPeople people,
    ActivityMemory memory,
    TeamsRefusals refusals,
    WaitingAnswers<DirectAnswer> answers) : IActivityHandler
{
    public string Type => Activity.Message;

    public async Task<InvokeAnswer?> HandleAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Sender.Actor is not { } actor)
        {
            refusals.Count(TeamsRefusals.Anonymous);
            answers.Add(new(NotSignedIn, activity.Place.Conversation));
        }
        else if (!memory.TryTake(activity.Key))
        {
            refusals.Count(TeamsRefusals.Repeated);
        }
        else
        {
            answers.Add(await AnswerAsync(activity, actor, cancellationToken));
        }

        return null;
    }

    private static Message NotSignedIn => Message.Titled("Nothing was done: you are not signed in", Tone.Warning)
        .Text("The bot takes commands only from people with an account in the organisation.");

    private async Task<DirectAnswer> AnswerAsync(Activity activity, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            return activity.IsPress
                ? DirectAnswer.For(actor, await PressAsync(activity, actor, cancellationToken), activity.Place)
                : new(await AskAsync(activity, actor, cancellationToken), activity.Place.Conversation);
        }
        catch (OperationCanceledException)
        {
            // Teams hung up before it had its receipt, so it may send it again.
            memory.GiveBack(activity.Key);
            throw;
        }
    }

    private async Task<Message> AskAsync(Activity activity, Actor actor, CancellationToken cancellationToken)
    {
        var text = SpokenText.Of(activity, await people.OfAsync(activity, cancellationToken));
        return await desk.AskAsync(activity.RequestOf(actor, text), cancellationToken);
    }

    private async Task<Message> PressAsync(Activity activity, Actor actor, CancellationToken cancellationToken)
    {
        var pressed = PressedButton.Of(activity.Value);
        return pressed is { IsUnanswered: true }
            ? Message.Titled(PressedButton.Unanswered, Tone.Warning)
            : await buttons.PressAsync(activity.RequestOf(actor, pressed?.Text ?? ""), cancellationToken);
    }
}
