using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Operations;
using ChatOps.Operations.Retrying;
using Microsoft.Extensions.Logging;

namespace ChatOps.Desk;

/// <summary>The way of a command: parse, authorise, then answer it or make it an operation.</summary>
public sealed partial class CommandDesk(
    CommandCatalog catalog,
    QueryDesk queries,
    Capabilities capabilities,
    Grants grants,
    Scopes scopes,
    People people,
    IOperations operations,
    IOperationJobs jobs,
    OperationMessages messages,
    IAuditTrail audit,
    DecisionDesk decisions,
    BreakGlassDesk breakGlass,
    Retries retries,
    ApprovalRules approvals,
    TimeProvider time,
    ILogger<CommandDesk> logger) : ICommandDesk
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
            RetryCommand retry => RetryAsync(retry, understood, cancellationToken),
            IDecisionCommand decision => decisions.HandleAsync(decision, understood, cancellationToken),
            _ => AcceptAsync(command, understood, retried: null, cancellationToken),
        });
        return answer.TryGet(out var message, out var problem) ? message : Message.From(problem);
    }

    private async Task<Result<Message>> AnswerAsync(
        IQuery query, Request request, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(query, request, cancellationToken) is { } refusal)
        {
            return await DenyAsync(request, refusal, cancellationToken);
        }

        await audit.AppendAsync(Note(request, AuditAction.Asked), cancellationToken);
        return await queries.AnswerAsync(query, request, cancellationToken);
    }

    private async Task<Result<Message>> RetryAsync(
        RetryCommand retry, Request request, CancellationToken cancellationToken) =>
        (await retries.FindAsync(retry, cancellationToken)).TryGet(out var retried, out var problem)
            ? await AcceptAsync(
                retried.Command, request with { Text = retried.Former.Text }, retried, cancellationToken)
            : problem;

    private async Task<Result<Message>> AcceptAsync(
        ICommand command, Request request, Retried? retried, CancellationToken cancellationToken)
    {
        // Before anything else: the first delivery may have changed the very things a second one would plan with.
        if (await operations.FindByRequestAsync(request.Id, cancellationToken) is { } repeated)
        {
            return Accepted(repeated);
        }

        if (await RefuseAsync(command, request, cancellationToken) is { } refusal)
        {
            return await DenyAsync(request, refusal, cancellationToken);
        }

        if (retried?.Refusal is { } nothingToRetry)
        {
            return nothingToRetry;
        }

        var capability = capabilities.For(command)
            ?? throw new InvalidOperationException($"Nothing carries out {command.GetType().Name}.");
        if (!(await capability.PlanAsync(command, cancellationToken)).TryGet(out var plan, out var problem))
        {
            await audit.AppendAsync(Refused(request, problem.Text), cancellationToken);
            return problem;
        }

        var now = time.GetUtcNow();
        var operation = Operation.Accept(
            request,
            capability.Name,
            plan,
            capability.Serialise(plan),
            capability.Steps(plan),
            approvals.NeedOf(capability.Name, plan.Risk),
            now + approvals.ExpiryOf(capability.Name),
            now,
            retried?.Former.Id);
        return await StoreAsync(operation, request, cancellationToken);
    }

    private Task<Problem?> RefuseAsync(ICommand command, Request request, CancellationToken cancellationToken) =>
        grants.RefuseAsync(
            request.Actor, catalog.EntryOf(command).Role, scopes.Of(command, request.Conversation), cancellationToken);

    private async Task<Result<Message>> StoreAsync(
        Operation operation, Request request, CancellationToken cancellationToken)
    {
        var acceptance = await operations.AcceptAsync(operation, cancellationToken);
        if (acceptance.Kind is AcceptanceKind.TargetBusy)
        {
            var first = acceptance.Operation;
            await audit.AppendAsync(
                Refused(request, $"operation {first.Id} is at it") with { OperationId = first.Id }, cancellationToken);
            return Busy(first);
        }

        if (acceptance.Kind is AcceptanceKind.Accepted)
        {
            LogAccepted(acceptance.Operation.Id, operation.Capability, operation.Subject, request.Actor.Key);
            if (acceptance.Operation.State is OperationState.Approved)
            {
                jobs.Enqueue(acceptance.Operation.Id);
            }
        }

        return Accepted(acceptance.Operation);
    }

    private Message Accepted(Operation operation) =>
        Message.Titled($"{messages.Title(operation)}: operation {operation.Id}")
            .Text(operation.State is OperationState.AwaitingApproval
                ? "Its message in this conversation has the plan, and the buttons for those who decide."
                : "Its message in this conversation shows how far it is.");

    private Message Busy(Operation first) =>
        messages.Render(first).Warning(
            $"Operation {first.Id} by {first.Actor.Name} is at it already, so yours was not started.");

    private async Task<Result<Message>> DenyAsync(
        Request request, Problem refusal, CancellationToken cancellationToken)
    {
        await audit.AppendAsync(Refused(request, refusal.Text), cancellationToken);
        return refusal;
    }

    private static AuditNote Refused(Request request, string why)
    {
        var note = Note(request, AuditAction.Refused);
        return note with { Detail = $"{note.Detail}: {why}" };
    }

    private static AuditNote Note(Request request, string action) => new(
        request.Actor.Key, request.Actor.Name, action, request.Conversation.Channel, request.Text);

    [LoggerMessage(LogLevel.Information, "Accepted operation {OperationId}: {Capability} on {Subject} by {Actor}")]
    private partial void LogAccepted(int operationId, string capability, string subject, string actor);
}
