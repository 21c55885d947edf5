using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Operations;

namespace ChatOps.Desk;

/// <summary>Decisions of people on operations: approve, deny, cancel.</summary>
public sealed class DecisionDesk(
    OperationGate gate,
    Replanner replanner,
    People people,
    IOperations operations,
    IOperationJobs jobs,
    OperationMessages messages,
    ApprovalRules rules,
    Approvers approvers,
    TimeProvider time)
{
    public async Task<Result<Message>> HandleAsync(
        IDecisionCommand command, Request request, CancellationToken cancellationToken)
    {
        var opened = await gate.OpenAsync(
            command.OperationId, request, found => RefuseAsync(command, found, request, cancellationToken), cancellationToken);
        if (!opened.TryGet(out var operation, out var refusal))
        {
            return refusal;
        }

        return command switch
        {
            _ when operation.State.IsFinal() => Ended(operation),
            ApproveCommand approve => await ApproveAsync(approve, operation, request, cancellationToken),
            DenyCommand deny => await DenyAsync(deny, operation, request.Actor, cancellationToken),
            CancelCommand => await CancelAsync(operation, request.Actor, cancellationToken),
            _ => throw new InvalidOperationException($"A decision nobody knows: {command.GetType().Name}"),
        };
    }

    /// <summary>Who may decide: on a destructive plan another person with the approver role, never the asker.</summary>
    private async Task<Problem?> RefuseAsync(
        IDecisionCommand command, Operation operation, Request request, CancellationToken cancellationToken)
    {
        var isAsker = people.IsSamePerson(request.Actor, operation.Actor);
        return command switch
        {
            // Nothing is left to decide: its end is told to whoever may look.
            _ when operation.State.IsFinal() => await LacksAsync(Role.Viewer),
            ApproveCommand when operation.IsDecidedByAsker => isAsker
                ? await LacksAsync(Role.Operator)
                : Problem.Denied($"Operation {operation.Id} is for {operation.Actor.Name}, who asked, to confirm."),
            ApproveCommand when isAsker => Problem.Denied(
                $"You asked for operation {operation.Id}, so somebody else has to approve it.",
                "Anybody else with the role approver can."),
            ApproveCommand => await LacksAsync(Role.Approver) ?? people.RefuseUnknown(request.Actor, operation.Actor),
            DenyCommand when isAsker => null,
            DenyCommand => await LacksAsync(Role.Approver),
            _ => await LacksAsync(Role.Operator),
        };

        Task<Problem?> LacksAsync(Role needed) => gate.LacksAsync(needed, operation, request, cancellationToken);
    }

    private async Task<Result<Message>> ApproveAsync(
        ApproveCommand command, Operation operation, Request request, CancellationToken cancellationToken)
    {
        if (operation.State is not OperationState.AwaitingApproval)
        {
            return Problem.Conflict($"Operation {operation.Id} was approved already and is at work.");
        }

        if (operation.ExpiresAt <= time.GetUtcNow())
        {
            return TimeIsOver(operation);
        }

        if (command.Plan is { } read && read != operation.Fingerprint)
        {
            return PlanChanged(operation);
        }

        // Chat may deliver a text twice: the second must not approve the new plan that the first one brought about.
        if (command.Plan is null && operation.FormerPlanJson is not null)
        {
            return Problem.Conflict(
                $"The plan of operation {operation.Id} changed, so it matters which one is meant.",
                $"Press Approve under its message, or say: approve {operation.Id} --plan {operation.Fingerprint}");
        }

        if (!(await replanner.PlanAgainAsync(operation, cancellationToken)).TryGet(out var now, out var problem))
        {
            return await gate.RefusedAsync(problem, operation, request, cancellationToken);
        }

        return now.IsSame
            ? await AgreeAsync(operation, request, cancellationToken)
            : await ReplanAsync(operation, now, request.Actor, cancellationToken);
    }

    private static Problem PlanChanged(Operation operation) => Problem.Conflict(
        $"The plan of operation {operation.Id} changed after that button was made, so nothing was approved.",
        "Its message shows the plan as it is now, with new buttons.");

    private static Problem TimeIsOver(Operation operation) =>
        Problem.Conflict($"The time to decide on operation {operation.Id} is over.", "Ask for it anew.");

    private async Task<Result<Message>> AgreeAsync(
        Operation read, Request request, CancellationToken cancellationToken)
    {
        var lost = await approvers.LostAsync(read, cancellationToken);
        if (lost.FirstOrDefault(each => !each.IsCertain) is { } unknown)
        {
            return unknown.Refusal;
        }

        var now = time.GetUtcNow();
        var (operation, agreed) = await operations.ChangeAsync(
            read.Id,
            found => found.State is OperationState.AwaitingApproval
                && found.PlanNumber == read.PlanNumber
                && now < found.ExpiresAt
                && TryAgree(found, request, lost, now),
            cancellationToken);
        if (!agreed)
        {
            return operation switch
            {
                { State: not OperationState.AwaitingApproval } =>
                    Problem.Conflict($"Somebody was faster: {messages.Title(operation)}."),
                _ when operation.PlanNumber != read.PlanNumber => PlanChanged(operation),
                _ when operation.ExpiresAt <= now => TimeIsOver(operation),
                _ => Problem.Conflict($"You approved operation {operation.Id} already; it needs {operation.ApprovalsNeeded} people."),
            };
        }

        if (operation.State is OperationState.Approved)
        {
            jobs.Enqueue(operation.Id);
        }

        return Message.Titled($"You approved operation {operation.Id}")
            .Text(operation.State is OperationState.Approved
                ? $"{messages.Title(operation)} now."
                : $"{operation.ApprovalsGiven} of {operation.ApprovalsNeeded} people have agreed.");
    }

    /// <summary>Whoever agreed before and may no longer counts no longer, before one more is counted.</summary>
    private bool TryAgree(Operation found, Request request, IReadOnlyList<LostApproval> lost, DateTimeOffset now)
    {
        foreach (var gone in lost.Where(gone => found.Decisions.Any(same => same.Index == gone.Decision.Index && found.IsCarriedBy(same))))
        {
            found.VoidDecision(gone.Decision.Index, "the role approver is gone");
        }

        return found.Approve(
            request.Actor, other => people.IsSamePerson(request.Actor, other) || people.MayBeOnePerson(request.Actor, other), now, request.Conversation.Channel);
    }

    private async Task<Result<Message>> ReplanAsync(
        Operation read, Replanned plan, Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (operation, _) = await operations.ChangeAsync(
            read.Id,
            found =>
            {
                if (found.State is not OperationState.AwaitingApproval || found.PlanNumber != read.PlanNumber)
                {
                    return false;
                }

                found.VoidApproval(actor);
                found.Replan(plan, rules, now);
                return true;
            },
            cancellationToken);
        return operation.State.IsFinal()
            ? Ended(operation)
            : Problem.Conflict(
                $"Things changed since operation {operation.Id} was planned, so nothing was approved.",
                "Its message shows the old plan beside the new one; decide again.");
    }

    private async Task<Result<Message>> DenyAsync(
        DenyCommand command, Operation read, Actor actor, CancellationToken cancellationToken)
    {
        var (operation, denied) = await operations.ChangeAsync(
            read.Id,
            found =>
            {
                if (found.State is not OperationState.AwaitingApproval)
                {
                    return false;
                }

                found.Deny(actor, command.Reason, time.GetUtcNow());
                return true;
            },
            cancellationToken);
        return denied
            ? Message.Titled($"You denied operation {operation.Id}").Text("Its message says so to whoever asked.")
            : Problem.Conflict($"It is too late to deny: {messages.Title(operation)}.", $"Stop it with cancel {operation.Id}.");
    }

    private async Task<Result<Message>> CancelAsync(Operation read, Actor actor, CancellationToken cancellationToken)
    {
        var (operation, cancelled) = await operations.ChangeAsync(
            read.Id, found => found.TryCancel(actor, time.GetUtcNow()), cancellationToken);
        if (!cancelled)
        {
            return operation.State.IsFinal()
                ? Ended(operation)
                : Problem.Conflict($"Operation {operation.Id} is being stopped already.");
        }

        jobs.Enqueue(operation.Id);
        return Message.Titled($"You stopped operation {operation.Id}")
            .Text("What was begun and can be taken back is; its message shows how that goes.");
    }

    private Problem Ended(Operation operation) =>
        Problem.Conflict($"Operation {operation.Id} has ended: {messages.Title(operation)}.");
}
