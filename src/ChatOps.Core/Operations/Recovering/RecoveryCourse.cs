using ChatOps.Chat;

namespace ChatOps.Operations.Recovering;

/// <summary>What is told of a recovery while it lasts and when it has ended.</summary>
internal sealed class RecoveryCourse(RecoverPlan plan, Operation operation, DateTimeOffset now)
{
    public Message AddTo(Message message) => operation.State switch
    {
        OperationState.Approved or OperationState.Running or OperationState.Waiting => UnderWay(message),
        OperationState.Failed => ClimbOn(Blind(message)),
        OperationState.AwaitingApproval => Blind(message).Button(new Button("Diagnose", Diagnose)),
        _ => Blind(message),
    };

    private string Diagnose => $"diagnose {plan.Component}{(plan.Deployment is null ? "" : $" {plan.Deployment}")}";

    private Message UnderWay(Message message)
    {
        var step = operation.CurrentStep;
        var told = step is null
            ? message
            : message.Field("Step", $"{step.Index + 1} of {operation.Steps.Count}, {Words.Of(now - (step.StartedAt ?? now))} so far");
        return Blind(told);
    }

    private Message Blind(Message message) => new BlindWindow(plan, operation).Words is { } words
        ? message.Field(plan.Meaning.What, words)
        : message;

    /// <summary>What the second look called for, and nothing else: a rung that may lose data is not offered on a guess.</summary>
    private Rung? GoesOn => Rungs.All
        .Where(rung => plan.CommandFor(rung) == operation.FailureCommand)
        .Select(rung => (Rung?)rung)
        .FirstOrDefault();

    private Message ClimbOn(Message message)
    {
        var told = message.Text($"With the cause mended, the same again: retry {operation.Id}").Button(new Button("Diagnose", Diagnose));
        if (GoesOn is not { } next)
        {
            return told.Text(
                $"{(plan.Rung is Rung.Full ? "This was the last rung" : "Nothing that shows calls for another rung")}. What it says about itself: {Diagnose}");
        }

        var style = next.LosesData() ? ButtonStyle.Danger : ButtonStyle.Default;
        return told
            .Text($"{Proposed(next)}: {plan.CommandFor(next)}{(next.LosesData() ? ", which another person has to approve" : "")}.")
            .Button(new Button($"{(next > plan.Rung ? "Climb on" : "Go on")}: {Brief(next)}", plan.CommandFor(next), style));
    }

    /// <summary>Short enough for a button.</summary>
    private static string Brief(Rung rung) => rung is Rung.Full ? "volume and memory" : rung.Name();

    private string Proposed(Rung next) =>
        $"{(next > plan.Rung ? "Climb on? " : "")}What it shows now calls for {next.Name()}";
}
