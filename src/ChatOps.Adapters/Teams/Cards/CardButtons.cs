using ChatOps.Chat;

namespace ChatOps.Adapters.Teams.Cards;

/// <summary>
/// A message's buttons. Each carries its command, as Slack's do; one that asks first unfolds the question with a button of its own.
/// </summary>
internal static class CardButtons
{
    private const string MissingAnswer = "Nothing is sent without an answer.";

    /// <summary>Null for none.</summary>
    public static IReadOnlyList<CardAction>? Of(IEnumerable<Button> buttons)
    {
        // A command can't be cut: what was left of it would be another command.
        List<CardAction> actions =
        [
            .. buttons
                .Where(button => !string.IsNullOrWhiteSpace(button.Command) && CardText.Length(button.Command) <= Limits.Command)
                .Take(Limits.Buttons)
                .Select(Action),
        ];
        return actions.Count == 0 ? null : actions;
    }

    private static CardAction Action(Button button, int index)
    {
        var title = CardText.OneLine(button.Label, Limits.ButtonLabel);
        title = title.Length > 0 ? title : CardText.OneLine(button.Command, Limits.ButtonLabel);
        CardAction action = button.Prompt is { } prompt
            ? new ShowCardAction(Question(button, prompt, title, $"{CardPress.AnswerField}{index}"))
            : Execute(new(button.Command), title);
        return action with
        {
            Title = title,
            Style = Style(button.Style),
            Mode = index < Limits.ButtonsInSight ? null : "secondary",
        };
    }

    /// <param name="input">Unique in the whole card, or phones show none of it.</param>
    private static Card Question(Button button, Prompt prompt, string title, string input)
    {
        var question = CardText.OneLine(prompt.Question, Limits.Label);
        var data = new PressData(button.Command, CardText.OneLine(prompt.Option, Limits.Label), prompt.IsRequired ? true : null, input);
        return new(
            [
                new TextInput(
                    input,
                    prompt.IsRequired ? question : $"{question} (optional)",
                    Prompt.LongestAnswer,
                    prompt.IsRequired ? MissingAnswer : null),
                new RichTextBlock(TextRun.Subtle($"Sends: {CardText.OneLine(button.Typed, Limits.Command)}")),
            ],
            [Execute(data, title) with { Style = Style(button.Style) }]);
    }

    private static ExecuteAction Execute(PressData data, string title) =>
        new(CardPress.CommandVerb, data, new SubmitAction(data) { Title = title }) { Title = title };

    private static string? Style(ButtonStyle style) => style switch
    {
        ButtonStyle.Primary => "positive",
        ButtonStyle.Danger => "destructive",
        _ => null,
    };
}
