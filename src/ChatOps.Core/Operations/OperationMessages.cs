using ChatOps.Chat;

namespace ChatOps.Operations;

/// <summary>How an operation looks in chat, at any point of its life.</summary>
public sealed class OperationMessages(Capabilities capabilities, TimeProvider time)
{
    public Message Render(Operation operation)
    {
        var capability = capabilities.Of(operation);
        var message = Message.Titled(Title(operation, capability.Verb), ToneOf(operation.State));
        message = capability.Deserialise(operation.PlanJson).Describe(message);
        message = message.Steps(operation.Steps.Select(Line));
        if (operation.FailureNextStep is not null)
        {
            message = message.Warning(operation.FailureNextStep);
        }

        return message with { Footer = Footer(operation) };
    }

    /// <summary>One line: what it does or did, and how that goes.</summary>
    public string Title(Operation operation) => Title(operation, capabilities.Of(operation).Verb);

    private string Title(Operation operation, Verb verb) => operation.State switch
    {
        OperationState.Succeeded => $"{verb.Done} {operation.Subject} in {Words.Of(Elapsed(operation))}",
        OperationState.Failed => $"{verb.Noun} of {operation.Subject} failed",
        OperationState.Cancelled => $"{verb.Noun} of {operation.Subject} was cancelled",
        OperationState.Denied => $"{verb.Noun} of {operation.Subject} was denied",
        OperationState.Expired => $"{verb.Noun} of {operation.Subject} was not approved in time",
        OperationState.AwaitingApproval => $"{verb.Noun} of {operation.Subject} awaits approval",
        _ => $"{verb.Doing} {operation.Subject}",
    };

    private static Tone ToneOf(OperationState state) => state switch
    {
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

    private string Footer(Operation operation) => operation.State.IsFinal()
        ? $"Operation {operation.Id}, asked by {operation.Actor.Name}"
        : $"Operation {operation.Id}, asked by {operation.Actor.Name} {Words.Of(Elapsed(operation))} ago";

    private TimeSpan Elapsed(Operation operation) =>
        (operation.EndedAt ?? time.GetUtcNow()) - operation.CreatedAt;
}
