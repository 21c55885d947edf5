using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Operations;
using ChatOps.Operations.Retrying;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Desk;

/// <summary>The way of a command: parse, authorise, then answer it or make it an operation.</summary>
public sealed partial class CommandDesk(
    CommandCatalog catalog,
    QueryDesk queries,
    Capabilities capabilities,
    Grants grants,
    IOperations operations,
    IOperationJobs jobs,
    OperationMessages messages,
    IAuditTrail audit,
    DecisionDesk decisions,
    Retries retries,
    IOptions<ApprovalOptions> approvals,
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
        var understood = request with { Text = TypedText.Normalise(request.Text).Trim() };
        var answer = await (command switch
        {
            IQuery query => AnswerAsync(query, understood, cancellationToken),
            IDecisionCommand decision => decisions.HandleAsync(decision, understood, cancellationToken),
            RetryCommand retry => RetryAsync(retry, understood, cancellationToken),
            _ => AcceptAsync(command, understood, retried: null, cancellationToken),
        });
        return answer.TryGet(out var message, out var problem) ? message : Message.From(problem);
    }

    private async Task<Result<Message>> AnswerAsync(
        IQuery query, Request request, CancellationToken cancellationToken)
    {
        if (grants.Refuse(request.Actor, Role.Viewer) is { } refusal)
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

        if (grants.Refuse(request.Actor, Role.Operator) is { } refusal)
        {
            return await DenyAsync(request, refusal, cancellationToken);
        }

        if (retried?.Refusal is { } nothingToRetry)
        {
            return nothingToRetry;
        }

        var capability = capabilities.For(command)
            ?? throw new InvalidOperationException($"Nothing carries out {command.GetType().Name}.");
        return (await capability.PlanAsync(command, cancellationToken)).TryGet(out var plan, out var problem)
            ? await StoreAsync(capability, plan, request, cancellationToken)
            : problem;
    }

    private async Task<Result<Message>> StoreAsync(
        ICapabilityEntry capability, IPlan plan, Request request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var operation = Operation.Accept(
            request,
            capability.Name,
            plan,
            capability.Serialise(plan),
            capability.Steps(plan),
            approvals.Value.For(plan.Risk),
            now + approvals.Value.Expiry,
            now);
        var acceptance = await operations.AcceptAsync(operation, cancellationToken);
        if (acceptance.Kind is AcceptanceKind.TargetBusy)
        {
            return Busy(acceptance.Operation);
        }

        if (acceptance.Kind is AcceptanceKind.Accepted)
        {
            LogAccepted(acceptance.Operation.Id, capability.Name, plan.Subject, request.Actor.Key);
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
        await audit.AppendAsync(Note(request, AuditAction.Denied), cancellationToken);
        return refusal;
    }

    private static AuditNote Note(Request request, string action) => new(
        request.Actor.Key, request.Actor.Name, action, request.Conversation.Channel, request.Text);

    [LoggerMessage(LogLevel.Information, "Accepted operation {OperationId}: {Capability} on {Subject} by {Actor}")]
    private partial void LogAccepted(int operationId, string capability, string subject, string actor);
}
