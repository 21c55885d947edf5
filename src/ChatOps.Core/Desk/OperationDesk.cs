using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Operations;
using ChatOps.Operations.Retrying;
using Microsoft.Extensions.Logging;

namespace ChatOps.Desk;

/// <summary>Makes an operation of a command that changes something: authorise, plan, store.</summary>
public sealed partial class OperationDesk(
    CommandGate gate,
    Capabilities capabilities,
    Planner planner,
    Retries retries,
    IOperations operations,
    IOperationJobs jobs,
    FellowDesk fellows,
    OperationMessages messages,
    IAuditTrail audit,
    ApprovalRules approvals,
    TimeProvider time,
    ILogger<OperationDesk> logger)
{
    public Task<Result<Message>> AcceptAsync(
        ICommand command, Request request, CancellationToken cancellationToken) =>
        AcceptAsync(command, request, retried: null, cancellationToken);

    /// <summary>What a failed, cancelled, denied or expired operation wanted, asked for anew.</summary>
    public async Task<Result<Message>> RetryAsync(
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

        if (await gate.RefuseAsync(command, request, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (retried?.Refusal is { } nothingToRetry)
        {
            return nothingToRetry;
        }

        var capability = capabilities.For(command)
            ?? throw new InvalidOperationException($"Nothing carries out {command.GetType().Name}.");
        if (!(await planner.PlanAsync(capability, command, cancellationToken)).TryGet(out var plan, out var problem))
        {
            await audit.AppendAsync(request.Refused(problem.Text), cancellationToken);
            return problem;
        }

        return await StoreAsync(Planned(request, capability, plan, retried), request, cancellationToken);
    }

    private Operation Planned(Request request, ICapabilityEntry capability, IPlan plan, Retried? retried)
    {
        var now = time.GetUtcNow();
        return Operation.Accept(
            request,
            capability.Name,
            plan,
            capability.Serialise(plan),
            capability.Steps(plan),
            approvals.NeedOf(capability.Name, plan.Risk),
            now + approvals.ExpiryOf(capability.Name),
            now,
            retried?.Former.Id);
    }

    private async Task<Result<Message>> StoreAsync(
        Operation operation, Request request, CancellationToken cancellationToken)
    {
        var acceptance = await operations.AcceptAsync(operation, cancellationToken);
        if (acceptance.Kind is AcceptanceKind.TargetBusy)
        {
            return await fellows.AnswerAsync(operation, acceptance.Operation, request, cancellationToken);
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

    [LoggerMessage(LogLevel.Information, "Accepted operation {OperationId}: {Capability} on {Subject} by {Actor}")]
    private partial void LogAccepted(int operationId, string capability, string subject, string actor);
}
