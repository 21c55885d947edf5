using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Desk.Throttling;
using ChatOps.Operations.Retrying;
using ChatOps.Telemetry;

namespace ChatOps.Desk;

/// <summary>The way of a command: it is understood here and handed to whom it is for.</summary>
public sealed class CommandDesk(
    CommandCatalog catalog,
    People people,
    CommandGate gate,
    QueryDesk queries,
    OperationDesk operations,
    DecisionDesk decisions,
    BreakGlassDesk breakGlass,
    IAuditTrail audit,
    Throttle throttle,
    CommandMeasures measures) : ICommandDesk
{
    public async Task<Message> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        using var watch = measures.Begin(request.Conversation.Platform);
        var typed = TypedText.Normalise(request.Text).Trim();
        var text = SecretMask.Hide(typed);
        if (!Understand(typed, text).TryGet(out var command, out var misunderstood))
        {
            // What nobody understood changed nothing: it is answered, not audited.
            var flood = throttle.Refuse(command: null, request);
            watch.End(flood is null ? CommandMeasures.Misunderstood : CommandMeasures.Throttled);
            return Message.From(flood ?? misunderstood);
        }

        watch.Understood(catalog.EntryOf(command).Name);
        if (throttle.Refuse(command, request) is { } patience)
        {
            // Nothing of it goes on record: what floods the bot must not flood the trail.
            watch.End(CommandMeasures.Throttled);
            return Message.From(patience);
        }

        // Kept and shown is what was understood: nothing unseen gets into the trail, where it could hide or turn a text.
        var understood = request with { Text = text, Actor = people.Named(request.Actor) };
        var answer = await (command switch
        {
            IQuery query => AnswerAsync(query, understood, cancellationToken),
            IBreakGlassCommand alone => breakGlass.HandleAsync(alone, understood, cancellationToken),
            RetryCommand retry => operations.RetryAsync(retry, understood, cancellationToken),
            IDecisionCommand decision => decisions.HandleAsync(decision, understood, cancellationToken),
            _ => operations.AcceptAsync(command, understood, cancellationToken),
        });
        if (!answer.TryGet(out var message, out var problem))
        {
            watch.End(CommandMeasures.Refused);
            return Message.From(problem);
        }

        watch.End(command is IQuery ? CommandMeasures.Answered : CommandMeasures.Accepted);
        return message;
    }

    /// <summary>
    /// Masked before anything is made of it, so that a token in a reason gets into no plan, message or database. A mask that
    /// covered words which may have been meant otherwise, an option among them, leaves nothing that could be understood.
    /// </summary>
    private Result<ICommand> Understand(string typed, string masked) => Shape(typed) == Shape(masked)
        ? catalog.Parse(masked)
        : Problem.Invalid(
            "There seems to be a secret in it, and where it ends can't be told, so nothing was done.",
            "Say it again without the secret.");

    /// <summary>How many words there are, and which options.</summary>
    private static string Shape(string text)
    {
        var words = Word.Split(text);
        return string.Join(' ', words.Where(word => word.IsOption).Select(word => word.Text.Split('=')[0]).Prepend($"{words.Count}"));
    }

    private async Task<Result<Message>> AnswerAsync(
        IQuery query, Request request, CancellationToken cancellationToken)
    {
        if (await gate.RefuseAsync(query, request, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await audit.AppendAsync(request.Note(AuditAction.Asked), cancellationToken);
        return await queries.AnswerAsync(query, request, cancellationToken);
    }
}
