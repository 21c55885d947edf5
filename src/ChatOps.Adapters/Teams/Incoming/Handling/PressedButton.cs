using System.Text.Json;
using ChatOps.Adapters.Teams.Cards;
using ChatOps.Chat;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Teams.Incoming.Handling;

/// <summary>
/// What came back with a press, which the client could have changed: at worst it is a command that the presser could have typed.
/// </summary>
/// <param name="Command">As the card carried it.</param>
/// <param name="Option">The option that takes the answer, such as "--reason"; null for a button that asks nothing.</param>
/// <param name="Answer">What was typed; empty when nothing was.</param>
internal sealed record PressedButton(string Command, string? Option, bool IsRequired, string Answer)
{
    public const string Unanswered = "Nothing was sent: this needs an answer. Type it and press again.";

    /// <summary>The command with the answer in it.</summary>
    public string Text => Option is null ? Command : new Prompt("", Option, IsRequired).Fill(Command, Shortened);

    /// <summary>Nothing was typed where something must be.</summary>
    public bool IsUnanswered => IsRequired && string.IsNullOrWhiteSpace(Answer);

    private string Shortened => Answer.Length <= Prompt.LongestAnswer ? Answer : Answer[..Prompt.LongestAnswer];

    /// <summary>The press, or null when the data is none of the bot's buttons'.</summary>
    public static PressedButton? Of(JsonElement? data)
    {
        var command = data.Text(CardPress.CommandField);
        var option = data.Text(CardPress.OptionField);
        var isRequired = data.Child(CardPress.RequiredField) is { ValueKind: JsonValueKind.True };
        return command.Length > 0
            ? new(command, option.Length > 0 ? option : null, isRequired, data.Text(Input(data)))
            : null;
    }

    private static string Input(JsonElement? data) =>
        data.Text(CardPress.InputField) is { Length: > 0 } named ? named : CardPress.AnswerField;
}
