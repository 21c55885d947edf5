using ChatOps.Approvals;
using ChatOps.Chat;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations;

/// <summary>How an operation looks in chat, at any point of its life.</summary>
public sealed class OperationMessages(
    Capabilities capabilities, IDeciders deciders, IOptions<ApprovalOptions> approvals, TimeProvider time)
{
    public Message Render(Operation operation)
    {
        var capability = capabilities.Of(operation);
        var message = Message.Titled(Title(operation), ToneOf(operation));
        var plan = capability.Deserialise(operation.PlanJson);
        message = plan.Describe(message);
        message = operation.State.IsFinal() ? message : plan.Foretell(message);
        message = operation.FormerPlanJson is { } former ? WithFormer(message, capability.Deserialise(former)) : message;
        message = message.Steps(operation.Steps.Select(Line));
        message = operation.ResumedAt is { } step
            ? message.Text($"Resumed at step {step} of {operation.Steps.Count} after the bot was interrupted.")
            : message;
        message = message.WithDecisions(operation);
        message = operation.FailureNextStep is { } nextStep ? message.Warning(nextStep) : message;
        message = message.WithHandwork(operation, capability.Steps(plan));
        message = plan.Accompany(message, operation, time.GetUtcNow());
        return WithButtons(message, operation, plan) with
        {
            Footer = Footer(operation),
            IsLast = operation.State.IsFinal(),
            IsKeptUpToDate = !operation.State.IsFinal(),
        };
    }

    /// <summary>What was asked for, without how that goes: "Restart of scheduler of zodiac-cosmo-1172".</summary>
    public string Asked(Operation operation) => $"{VerbOf(operation).Noun} of {operation.Subject}";

    /// <inheritdoc cref="IPlan.AtStake"/>
    public string? AtStake(Operation operation) => capabilities.Of(operation).Deserialise(operation.PlanJson).AtStake;

    /// <summary>One line: what it does or did, and how that goes.</summary>
    public string Title(Operation operation) => Title(operation, VerbOf(operation));

    private Verb VerbOf(Operation operation)
    {
        var capability = capabilities.Of(operation);
        return capability.Deserialise(operation.PlanJson).Verb ?? capability.Verb;
    }

    private string Title(Operation operation, Verb verb) => operation.State switch
    {
        OperationState.Succeeded => $"{verb.Done} {operation.Subject} in {Words.Of(Elapsed(operation))}",
        OperationState.Failed => $"{verb.Noun} of {operation.Subject} failed",
        OperationState.Cancelled => $"{verb.Noun} of {operation.Subject} was cancelled",
        OperationState.Denied => $"{verb.Noun} of {operation.Subject} was denied",
        OperationState.Expired => $"{verb.Noun} of {operation.Subject} was not approved in time",
        OperationState.AwaitingApproval when operation.IsCountingDown =>
            $"{verb.Noun} of {operation.Subject} goes on without approval at {operation.GlassBreaksAt:HH:mm:ss} UTC, {Left(operation)}",
        OperationState.AwaitingApproval => $"{verb.Noun} of {operation.Subject} awaits approval",
        _ when operation.Retreat is not null => $"Taking back: {verb.Noun.ToLowerInvariant()} of {operation.Subject}",
        _ => $"{verb.Doing} {operation.Subject}",
    };

    private Message WithButtons(Message message, Operation operation, IPlan plan) => operation.State switch
    {
        OperationState.AwaitingApproval => message.AskingFor(
            operation, approvals.Value.BreakGlass, [.. deciders.Of(operation).Select(person => person.Name)], plan.AtStake),
        OperationState.Approved or OperationState.Running or OperationState.Waiting when operation.Retreat is null =>
            message.Button(new Button("Cancel", $"cancel {operation.Id}")),
        OperationState.Failed or OperationState.Expired =>
            message.Button(new Button("Retry", $"retry {operation.Id}")).AskingForReview(operation),
        _ => operation.State.IsFinal() ? message.AskingForReview(operation) : message,
    };

    private static Message WithFormer(Message message, IPlan former) => message
        .Warning("Things changed after it was planned, so earlier approvals are void. The plan before:")
        .Text(former.Foretell(former.Describe(Message.Titled(former.Subject))).ToPlainText());

    private static Tone ToneOf(Operation operation) => operation.State switch
    {
        _ when operation is { Retreat: not null, EndedAt: null } or { IsCountingDown: true } => Tone.Working,
        OperationState.Succeeded => Tone.Good,
        OperationState.Failed => Tone.Bad,
        OperationState.Cancelled or OperationState.Denied or OperationState.Expired => Tone.Neutral,
        OperationState.AwaitingApproval => Tone.Warning,
        _ => Tone.Working,
    };

    private static StepLine Line(OperationStep step) => new(step.State, step.Title, step switch
    {
        { State: StepState.Done, EndedAt: { } ended, StartedAt: { } started } when ended - started >= TimeSpan.FromSeconds(1) =>
            $"{step.Note ?? "done"}, {Words.Of(ended - started)}",
        _ => step.Note,
    });

    private string Left(Operation operation) =>
        operation.GlassBreaksAt - time.GetUtcNow() is { } left && left > TimeSpan.Zero ? $"in {Words.Of(left)}" : "now";

    /// <summary>The same whenever it is rendered: how long ago that was would change with every look.</summary>
    private static string Footer(Operation operation)
    {
        var retry = operation.RetryOf is { } former ? $" (a retry of {former})" : "";
        return $"Operation {operation.Id}{retry}, asked by {operation.Actor.Name} at {operation.CreatedAt:HH:mm:ss} UTC";
    }

    private TimeSpan Elapsed(Operation operation) =>
        (operation.EndedAt ?? time.GetUtcNow()) - operation.FreeSince;
}
