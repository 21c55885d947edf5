using ChatOps.Revealing;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>From now on whoever asked can see it, once.</summary>
internal sealed class OfferPasswordStep(int operationId, ResetPasswordPlan plan, HeldSecrets secrets) : IStep
{
    public string Title => "Keep it for whoever asked, to be shown once";

    public StepTarget? Target => null;

    public TimeSpan Limit => TimeSpan.FromMinutes(1);

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(
        secrets.Find(operationId) is null
            ? StepOutcome.Fail(LostSecret.After(plan))
            : StepOutcome.Done($"until {secrets.Offer(operationId):HH:mm:ss} UTC"));
}
