using System.Text.Json;
using ChatOps.Inventory;

namespace ChatOps.Operations.Limiting;

/// <summary>Sets the new amounts. Taken back, the quota allows what it did before.</summary>
internal sealed class ChangeQuotaStep(QuotaSetPlan plan, IQuotas quotas) : IReversibleStep
{
    public string Title => $"Set {string.Join(", ", plan.Changes.Select(change => $"{change.Resource} to {change.To}"))}";

    public StepTarget? Target => new("ResourceQuota", plan.Quota.Namespace, plan.Quota.Name, plan.Quota.Uid);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public string ByHand => Setting(plan.To);

    public string UndoByHand => Setting(plan.From);

    /// <summary>Done already is as good: after a crash nobody knows whether it was.</summary>
    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken) =>
        await quotas.ChangeAsync(plan.Quota, plan.From, plan.To, cancellationToken) switch
        {
            null => StepOutcome.Fail(Removed()),
            { } now when now.Are(plan.To) => StepOutcome.Done(),
            { } now => StepOutcome.Fail(Problem.Conflict(
                $"Somebody changed {plan.Quota.Name} meanwhile: {Words(now)}.", "Nothing was changed by this. Ask again.")),
        };

    /// <summary>Whoever chose other amounts meanwhile keeps those.</summary>
    public async Task<StepOutcome> UndoAsync(CancellationToken cancellationToken) =>
        await quotas.ChangeAsync(plan.Quota, plan.To, plan.From, cancellationToken) switch
        {
            null => StepOutcome.Done("the quota is gone"),
            { } now when now.Are(plan.From) => StepOutcome.Done($"it allows {Words(now)} again"),
            { } now => StepOutcome.Done($"somebody set {Words(now)} meanwhile, which it keeps"),
        };

    private string Setting(object hard) => Kubectl.Patch(
        "quota", plan.Quota.Namespace, plan.Quota.Name, JsonSerializer.Serialize(new { spec = new { hard } }));

    private string Words(IReadOnlyDictionary<string, string> now) => string.Join(
        ", ", plan.Changes.Select(change => $"{now.GetValueOrDefault(change.Resource, "no limit")} of {change.Resource}"));

    private Problem Removed() => Problem.Conflict(
        $"Quota {plan.Quota.Name} was removed or made anew meanwhile.", "If it was redeployed, ask again.");
}
