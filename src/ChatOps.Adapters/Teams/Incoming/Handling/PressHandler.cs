using ChatOps.Adapters.Teams.Cards;
using ChatOps.Adapters.Teams.Incoming.Activities;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Answering;
using ChatOps.Chat.Incoming;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>
/// A card's button was pressed, or a card that came into sight asks how things are. Whoever pressed is told the desk's answer in a
/// few words at once; what needs more stands in the conversation, as if the command had been typed there.
/// </summary>
public sealed class PressHandler(
    ButtonDesk desk, CardRefresh refresh, TeamsRefusals refusals, WaitingAnswers<DirectAnswer> answers) : IActivityHandler
{
    private const string CardAction = "adaptiveCard/action";

    public string Type => "invoke";

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
            return InvokeAnswer.Message("Nothing was sent: this needs an answer. Type it and press again.");
        }

        var answer = await desk.PressAsync(activity.RequestOf(actor, pressed.Text), cancellationToken);
        if (BriefWords.Of(answer) is { } words)
        {
            return InvokeAnswer.Message(words);
        }

        answers.Add(DirectAnswer.Of(answer, activity.Place.Conversation));
        return InvokeAnswer.Message($"{answer.Title} (more below)");
    }

    private static InvokeAnswer NoButton() => InvokeAnswer.Error(
        StatusCodes.Status400BadRequest, "BadRequest", "Unknown button: not one of the bot's, or of an older version. Nothing was done; type the command instead.");
}
