using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Operations;
using Microsoft.Extensions.Options;

namespace ChatOps.Desk;

/// <summary>For when nobody else is there to approve: going on alone, and the review afterwards.</summary>
public sealed class BreakGlassDesk(
    OperationGate gate,
    People people,
    ApprovalRules rules,
    IOptions<ApprovalOptions> options,
    IOperations operations,
    OperationMessages messages,
    TimeProvider time)
{
    private BreakGlassOptions Glass => options.Value.BreakGlass;

    public async Task<Result<Message>> HandleAsync(
        IBreakGlassCommand command, Request request, CancellationToken cancellationToken)
    {
        var opened = await gate.OpenAsync(
            command.OperationId, request, found => RefuseAsync(command, found, request, cancellationToken), cancellationToken);
        if (!opened.TryGet(out _, out var refusal))
        {
            return refusal;
        }

        return command switch
        {
            BreakGlassCommand alone => await StartAsync(alone, request.Actor, cancellationToken),
            SignOffCommand review => await SignOffAsync(review, request.Actor, cancellationToken),
            _ => throw new InvalidOperationException($"A command nobody knows: {command.GetType().Name}"),
        };
    }

    /// <summary>Only the asker goes on alone; never the asker signs it off, from no account of theirs.</summary>
    private async Task<Problem?> RefuseAsync(
        IBreakGlassCommand command, Operation operation, Request request, CancellationToken cancellationToken)
    {
        var isAsker = people.IsSamePerson(request.Actor, operation.Actor);
        return command switch
        {
            BreakGlassCommand when !Glass.Enabled => Problem.Denied(
                "Going on without approval is switched off here (Approvals:BreakGlass).",
                "Somebody else with the role approver has to decide."),
            BreakGlassCommand when !isAsker => Problem.Denied(
                $"Only {operation.Actor.Name}, who asked for operation {operation.Id}, can go on without approval.",
                "With the role approver you can approve it."),
            BreakGlassCommand => await LacksAsync(Role.Operator),
            _ when isAsker => Problem.Denied(
                $"You asked for operation {operation.Id}, so somebody else has to sign it off.",
                "Anybody else with the role approver can."),
            _ => await LacksAsync(Role.Approver) ?? people.RefuseUnknown(request.Actor, operation.Actor),
        };

        Task<Problem?> LacksAsync(Role needed) => gate.LacksAsync(needed, operation, request, cancellationToken);
    }

    private async Task<Result<Message>> StartAsync(
        BreakGlassCommand command, Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var breaksAt = now + Glass.Countdown;
        var (operation, started) = await operations.ChangeAsync(
            command.OperationId,
            found =>
            {
                if (found is not { State: OperationState.AwaitingApproval, IsDecidedByAsker: false, IsCountingDown: false }
                    || found.ExpiresAt <= now)
                {
                    return false;
                }

                found.StartCountdown(
                    actor,
                    command.Reason,
                    breaksAt,
                    breaksAt + rules.ExpiryOf(found.Capability),
                    CountdownMarks.After(now, breaksAt));
                return true;
            },
            cancellationToken);
        return started
            ? Message.Titled($"Operation {operation.Id} goes on without approval in {Words.Of(Glass.Countdown)}", Tone.Warning)
                .Text("Its message counts down for all to see, here and in the incident channel. Until then others can approve or deny it, and you can cancel it.")
                .Text("It stays open for review until somebody else signs it off.")
            : NotStarted(operation);
    }

    private Problem NotStarted(Operation operation) => operation switch
    {
        { IsCountingDown: true } => Problem.Conflict($"Operation {operation.Id} counts down already: {messages.Title(operation)}."),
        { State: OperationState.AwaitingApproval, IsDecidedByAsker: true } => Problem.Refused(
            $"Operation {operation.Id} needs nobody else.", $"Confirm it yourself: approve {operation.Id}"),
        _ => Problem.Conflict($"Operation {operation.Id} does not wait for approval: {messages.Title(operation)}."),
    };

    private async Task<Result<Message>> SignOffAsync(
        SignOffCommand command, Actor actor, CancellationToken cancellationToken)
    {
        var (operation, signed) = await operations.ChangeAsync(
            command.OperationId,
            found =>
            {
                if (!found.AwaitsSignOff || !found.State.IsFinal())
                {
                    return false;
                }

                found.CloseReview(actor, command.Remark, time.GetUtcNow());
                return true;
            },
            cancellationToken);
        return signed
            ? Message.Titled($"You signed off operation {operation.Id}", Tone.Good).Text("Its message and the audit trail say so.")
            : NotSignedOff(operation);
    }

    private static Problem NotSignedOff(Operation operation) => operation switch
    {
        { SignOff: { } before } => Problem.Conflict($"Operation {operation.Id} was signed off already: {before}"),
        { AwaitsSignOff: true } => Problem.Conflict($"Operation {operation.Id} has not ended yet.", "Sign it off when it has."),
        _ => Problem.Conflict($"Operation {operation.Id} did not run without approval, so there is nothing to sign off."),
    };
}
