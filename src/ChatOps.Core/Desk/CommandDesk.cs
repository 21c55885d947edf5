using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Operations.Retrying;

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
    IAuditTrail audit) : ICommandDesk
{
    public async Task<Message> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var (text, parsed) = Understand(TypedText.Normalise(request.Text).Trim());
        if (!parsed.TryGet(out var command, out var misunderstood))
        {
            // What nobody understood changed nothing: it is answered, not audited.
            return Message.From(misunderstood);
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
        return answer.TryGet(out var message, out var problem) ? message : Message.From(problem);
    }

    /// <summary>
    /// Masked before anything is made of it, so that a token in a reason gets into no plan, message or database. A text that
    /// means something only as it is has an amount where a secret might stand: "quota set lunar secrets=20".
    /// </summary>
    private (string Text, Result<ICommand> Command) Understand(string text)
    {
        var masked = SecretMask.Hide(text);
        var command = catalog.Parse(masked);
        if (masked == text || command.Problem is null)
        {
            return (masked, command);
        }

        var asTyped = catalog.Parse(text);
        return asTyped.Problem is null ? (text, asTyped) : (masked, command);
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
