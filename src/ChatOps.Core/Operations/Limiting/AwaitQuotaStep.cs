using ChatOps.Inventory;

namespace ChatOps.Operations.Limiting;

/// <summary>Waits until the quota counts by the new amounts, as kubectl shows it then.</summary>
internal sealed class AwaitQuotaStep(QuotaSetPlan plan, IInventory inventory) : IStep
{
    public string Title => "See it in force";

    public StepTarget? Target => null;

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public string ByHand => Kubectl.Get("quota", plan.Quota.Namespace, plan.Quota.Name);

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(inventory.Blind() ?? Look());

    private StepOutcome Look()
    {
        if (inventory.Quotas.FirstOrDefault(quota => quota.Uid == plan.Quota.Uid) is not { } now)
        {
            return StepOutcome.Fail(Problem.Conflict($"Quota {plan.Quota.Name} was removed meanwhile.", "If it was redeployed, ask again."));
        }

        return now.Hard.Are(plan.To)
            ? StepOutcome.Done(string.Join(", ", plan.Changes.Select(change =>
                $"{now.Used.GetValueOrDefault(change.Resource, "0")} of {now.Hard[change.Resource]} {change.Resource} used")))
            : StepOutcome.Wait("the quota controller has not taken it over yet");
    }
}
