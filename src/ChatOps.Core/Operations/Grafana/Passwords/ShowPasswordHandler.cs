using ChatOps.Access;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Revealing;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>Shows a password to whoever asked for it, and to nobody else; each try is on record.</summary>
public sealed class ShowPasswordHandler(
    IOperations operations, People people, HeldSecrets secrets, IEnumerable<IWhisper> whispers, Capabilities capabilities, IAuditTrail audit)
    : IQueryHandler<ShowPasswordQuery>
{
    private const string AskAgain = "Ask for a new one: grafana reset-password";

    public async Task<Result<Message>> AnswerAsync(
        ShowPasswordQuery query, Request request, CancellationToken cancellationToken)
    {
        if (await operations.FindAsync(query.OperationId, cancellationToken) is not { } operation)
        {
            return Operation.NotThere(query.OperationId);
        }

        if (Refusal(operation, request) is { } refusal)
        {
            await audit.AppendAsync(Note(request, operation, AuditAction.Refused, refusal.Text), cancellationToken);
            return refusal;
        }

        var whisper = whispers.First(each => each.Platform == request.Conversation.Platform); // or refused above
        return secrets.Take(operation.Id) is { } secret
            ? await ShowAsync(operation, secret, whisper, request, cancellationToken)
            : Problem.NotFound(
                $"The bot does not have the password of operation {operation.Id} (any more).",
                $"It is shown once, within {HeldSecrets.ShownFor.TotalMinutes:F0} minutes, and is in the memory of one process: a restart loses it. (With several replicas of the bot another may have it: try again.) {AskAgain}");
    }

    private Problem? Refusal(Operation operation, Request request)
    {
        if (operation.Capability != ResetPasswordCapability.Name)
        {
            return Problem.Invalid($"Operation {operation.Id} sets no password.", AskAgain);
        }

        if (!people.IsSamePerson(request.Actor, operation.Actor))
        {
            return Problem.Denied(
                $"The password of operation {operation.Id} is for {operation.Actor.Name} alone, who asked for it.",
                $"It was not shown. If you need one yourself: {ResetPasswordCapability.Name}");
        }

        // Before that it is the operation's own: taken out of its hands, it could be neither proved nor written into a Secret.
        if (!operation.State.IsFinal())
        {
            return Problem.Refused(
                $"Operation {operation.Id} is not at its end yet, so there is no password to show.", "Its message has the button when there is.");
        }

        return whispers.Any(each => each.Platform == request.Conversation.Platform)
            ? null
            : Problem.Refused(
                "This chat can't show anything to one person alone, so the password was not shown.",
                "Have it written into a Secret: grafana reset-password --to-secret namespace/name");
    }

    private async Task<Result<Message>> ShowAsync(
        Operation operation, OfferedSecret secret, IWhisper whisper, Request request, CancellationToken cancellationToken)
    {
        try
        {
            await audit.AppendAsync(
                Note(request, operation, AuditAction.Shown, "the password, to whoever asked for it alone"), cancellationToken);
            var plan = (ResetPasswordPlan)capabilities.Of(operation).Deserialise(operation.PlanJson);
            await whisper.SayAsync(request, Revealed(plan, operation, secret), cancellationToken);
        }
        catch (Exception unseen)
        {
            secrets.GiveBack(operation.Id, secret);
            if (unseen is ChatRefusedException or ChatUnavailableException)
            {
                return Problem.Unavailable($"The password could not be shown to you: {unseen.Message}", "It is kept: press again.");
            }

            throw;
        }

        return Message.Titled("The password was shown to you alone", Tone.Good)
            .Text("It is not shown again, and the bot has forgotten it.");
    }

    private static Message Revealed(ResetPasswordPlan plan, Operation operation, OfferedSecret secret)
    {
        var doubt = plan.Doubt(operation);
        var message = Message.Titled("Grafana's new password", doubt is null ? Tone.Good : Tone.Warning)
            .Field("User", plan.User)
            .Field("Password", secret.Value);
        return (doubt is null ? message : message.Warning(doubt))
            .Text("Only you see this. Put it into your password store now: the bot has forgotten it. Where it stays in the chat, delete it then.");
    }

    private static AuditNote Note(Request request, Operation operation, string action, string detail) =>
        new(request.Actor.Key, request.Actor.Name, action, operation.Subject, detail, operation.Id);
}
