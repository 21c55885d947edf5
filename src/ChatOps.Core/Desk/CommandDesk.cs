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
        if (!catalog.Parse(request.Text).TryGet(out var command, out var misunderstood))
        {
            // What nobody understood changed nothing: it is answered, not audited.
            return Message.From(misunderstood);
        }

        // Kept and shown is what was understood: nothing unseen gets into the trail, where it could hide or turn a text.
        var understood = request with
        {
            Text = TypedText.Normalise(request.Text).Trim(),
            Actor = people.Named(request.Actor),
        };
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
