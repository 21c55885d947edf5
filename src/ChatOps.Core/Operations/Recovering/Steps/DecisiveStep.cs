namespace ChatOps.Operations.Recovering.Steps;

/// <summary>A step that fails when the rung has not helped: then the cause is looked for once more.</summary>
internal sealed class DecisiveStep(IStep step, SecondLook look) : IStep
{
    public string Title => step.Title;

    public StepTarget? Target => step.Target;

    public TimeSpan Limit => step.Limit;

    public string? ByHand => step.ByHand;

    public bool LosesNothing => step.LosesNothing;

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => step.RunAsync(cancellationToken);

    public Task<Problem> ExplainAsync(Problem failure, CancellationToken cancellationToken) =>
        look.AfterAsync(failure, cancellationToken);
}
