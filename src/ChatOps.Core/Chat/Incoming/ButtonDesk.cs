using ChatOps.Audit;
using ChatOps.Commands;

namespace ChatOps.Chat.Incoming;

/// <summary>
/// A button's value is a command text: it goes to the desk as a request of whoever pressed. What is no command is none of the
/// bot's buttons, and goes into the trail.
/// </summary>
public sealed class ButtonDesk(PatientDesk desk, CommandCatalog catalog, IAuditTrail audit)
{
    private const int AuditedLetters = 200;

    /// <summary>An empty text would be a call for help, which no button of the bot's is.</summary>
    public bool IsCommand(string value) => !string.IsNullOrWhiteSpace(value) && catalog.Parse(value).TryGet(out _, out _);

    public Task<Message> PressAsync(Request pressed, CancellationToken cancellationToken) => IsCommand(pressed.Text)
        ? desk.AskAsync(pressed, cancellationToken)
        : desk.InTimeAsync(pressed.Id, stop => RefuseAsync(pressed, stop), cancellationToken);

    private async Task<Message> RefuseAsync(Request pressed, CancellationToken cancellationToken)
    {
        var value = string.Concat(TypedText.Normalise(pressed.Text).EnumerateRunes().Take(AuditedLetters));
        await audit.AppendAsync(
            new(pressed.Actor.Key, pressed.Actor.Name, AuditAction.Refused, pressed.Conversation.Channel, $"unknown button: {value}"),
            cancellationToken);
        return Message.Titled("Unknown button", Tone.Warning)
            .Text("It is not one of the bot's, or of an older version of the bot. Nothing was done; type the command instead.");
    }
}
