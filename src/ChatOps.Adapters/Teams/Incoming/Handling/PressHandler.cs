using ChatOps.Adapters.Teams.Cards;
using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Answering;
using ChatOps.Chat.Incoming;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>
/// A card's button was pressed, or a card that came into sight asks how things are. The desk's answer is for whoever pressed only:
/// in a few words at once, or in their own chat where it needs more. What everybody should see is the operation's own message.
/// </summary>
public sealed class PressHandler(
    ButtonDesk desk, CardRefresh refresh, ActivityMemory memory, TeamsRefusals refusals, WaitingAnswers<DirectAnswer> answers)
    : IActivityHandler
{
    private const string CardAction = "adaptiveCard/action";

    public string Type => Activity.Invoke;

    public async Task<InvokeAnswer?> HandleAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Name != CardAction)
        {
            refusals.CountIgnored(activity.Type);
            return InvokeAnswer.Unknown;
        }

        if (activity.Sender.Actor is not { } actor)
        {
            refusals.Count(TeamsRefusals.Anonymous);
            return InvokeAnswer.Error(
                StatusCodes.Status403Forbidden, "Forbidden", "The bot takes commands only from people with an account in the organisation.");
        }

        var action = activity.Value.Child("action");
        var isByItself = activity.Value.Text("trigger") == "automatic";
        return (action.Text("verb"), isByItself) switch
        {
            (CardPress.RefreshVerb, _) => await refresh.AnswerAsync(activity, actor, cancellationToken),
            (CardPress.CommandVerb, false) => await PressAsync(activity, actor, PressedButton.Of(action.Child("data")), cancellationToken),
            _ => NoButton(),
        };
    }

    private async Task<InvokeAnswer> PressAsync(
        Activity activity, Actor actor, PressedButton? pressed, CancellationToken cancellationToken)
    {
        if (pressed is null)
        {
            return NoButton();
        }

        if (pressed.IsUnanswered)
        {
            return InvokeAnswer.Message(PressedButton.Unanswered);
        }

        if (!memory.TryTake(activity.Key))
        {
            refusals.Count(TeamsRefusals.Repeated);
            return InvokeAnswer.Message("This press was taken before; the card shows what came of it.");
        }

        return InvokeAnswer.Message(await WordsAsync(activity, actor, pressed, cancellationToken));
    }

    /// <summary>What the desk says, or where the rest of it is to be read.</summary>
    private async Task<string> WordsAsync(Activity activity, Actor actor, PressedButton pressed, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(activity, actor, pressed, cancellationToken);
        if (BriefWords.Of(answer) is { } words)
        {
            return words;
        }

        answers.Add(DirectAnswer.For(actor, answer, activity.Place));
        return $"{answer.Title} ({(activity.Place.IsPersonal ? "more below" : "more in your own chat with me")})";
    }

    private async Task<Message> AskAsync(Activity activity, Actor actor, PressedButton pressed, CancellationToken cancellationToken)
    {
        try
        {
            return await desk.PressAsync(activity.RequestOf(actor, pressed.Text), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Teams hung up before it had the answer, so it may send it again.
            memory.GiveBack(activity.Key);
            throw;
        }
    }

    private static InvokeAnswer NoButton() => InvokeAnswer.Error(
        StatusCodes.Status400BadRequest, "BadRequest", "Unknown button: not one of the bot's, or of an older version. Nothing was done; type the command instead.");
}
