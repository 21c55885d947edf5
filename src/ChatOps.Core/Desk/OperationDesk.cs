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
    Retries retries,
    IOperations operations,
    IOperationJobs jobs,
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
        if (!(await capability.PlanAsync(command, cancellationToken)).TryGet(out var plan, out var problem))
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
            var first = acceptance.Operation;
            await audit.AppendAsync(
                request.Refused($"operation {first.Id} is at it") with { OperationId = first.Id }, cancellationToken);
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

    /// <summary>Who waits for an approval may want the other thing instead; who runs is not to be stopped for a second ask.</summary>
    private Message Busy(Operation first) => messages.Render(first).Warning(
        first.State is OperationState.AwaitingApproval
            ? $"Operation {first.Id} by {first.Actor.Name} waits for approval since {first.CreatedAt:HH:mm} UTC, so yours was not started. "
                + $"To have yours instead: cancel {first.Id}, then ask again."
            : $"Operation {first.Id} by {first.Actor.Name} is at it already, so yours was not started.");

    [LoggerMessage(LogLevel.Information, "Accepted operation {OperationId}: {Capability} on {Subject} by {Actor}")]
    private partial void LogAccepted(int operationId, string capability, string subject, string actor);
}
