namespace ChatOps.Operations.Recovering;

/// <summary>
/// From when a component was last well until it is well again, over all rungs that are tried one after the other: for so long
/// nobody is told what its alerts would have told.
/// </summary>
internal sealed class BlindWindow(RecoverPlan plan, Operation operation)
{
    /// <summary>Its first effect took it away, unless it was away before; null while neither is so.</summary>
    public DateTimeOffset? Since =>
        plan.AwaySince ?? operation.Steps.FirstOrDefault(step => step is { Target: not null, WasBegun: true })?.StartedAt;

    /// <summary>What to say of it, or null while there is nothing to say.</summary>
    public string? Words => Since is { } since ? $"{plan.Meaning.Missing} {Until(since)}" : null;

    private string Until(DateTimeOffset since) => operation.State switch
    {
        OperationState.AwaitingApproval => $"since {At(since)}",
        OperationState.Approved or OperationState.Running or OperationState.Waiting =>
            $"from {At(since)} until about {operation.FreeSince + plan.Expected:HH:mm} UTC",
        OperationState.Succeeded => $"from {At(since)} until {At(WellAgain)}{AtTheLatest}{Missed}",
        OperationState.Failed => $"from {At(since)} and maybe still",
        _ => $"from {At(since)} until it is recovered",
    };

    /// <summary>It ended with the proof that it has been well for that long.</summary>
    private DateTimeOffset? WellAgain => operation.EndedAt - (plan.StableFor ?? TimeSpan.Zero);

    /// <summary>Whoever was away when it got well saw that later.</summary>
    private string AtTheLatest => operation.ResumedAt is null ? "" : " at the latest";

    private string Missed => plan.Component is "prometheus" ? ": look for what should have been told then" : "";

    /// <summary>With the day where it is another one than that of the operation.</summary>
    private string At(DateTimeOffset? at) => at?.UtcDateTime.Date == operation.CreatedAt.UtcDateTime.Date
        ? $"{at:HH:mm:ss} UTC"
        : $"{at:yyyy-MM-dd HH:mm:ss} UTC";
}
