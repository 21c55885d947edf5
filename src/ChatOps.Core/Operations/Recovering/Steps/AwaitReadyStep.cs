using ChatOps.Inventory;

namespace ChatOps.Operations.Recovering.Steps;

/// <summary>Waits until the replaced pods are gone and the workload has as many ready ones as it is to have.</summary>
internal sealed class AwaitReadyStep(RecoverPlan plan, IInventory inventory, RecoveryOptions options, TimeProvider time) : IStep
{
    public string Title => $"Wait until {plan.Workload.ShortName} is ready";

    public StepTarget? Target => null;

    public TimeSpan Limit => plan.Workload.Grace + options.ReadyWithin;

    public string ByHand => Kubectl.AwaitReady(plan.Workload.Reference);

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(inventory.Blind() ?? Look());

    private StepOutcome Look()
    {
        if (plan.Find(inventory) is not { } workload)
        {
            return StepOutcome.Fail(plan.Removed());
        }

        var pods = inventory.PodsOf(workload).ToList();
        if (pods.Find(pod => plan.Replaced.Exists(old => old.Uid == pod.Uid)) is { } ending)
        {
            return StepOutcome.Wait($"{plan.Workload.Shorten(ending.Name)} is ending, which may take up to {Words.Of(ending.Grace)}");
        }

        if (Crashes.Of(pods.Where(plan.IsNew), plan.Workload.Release, time.GetUtcNow()) is { } crash)
        {
            return StepOutcome.Fail(crash);
        }

        var missing = pods.Find(pod => pod is not { IsReady: true, IsTerminating: false });
        return (missing, pods.Count >= workload.Replicas) switch
        {
            ({ } waiting, _) => StepOutcome.Wait(
                $"{plan.Workload.Shorten(waiting.Name)} is {waiting.Status}{(waiting.Trouble is { } why ? $" ({why})" : "")}"),
            (null, false) => StepOutcome.Wait("its pod has not been made yet"),
            _ => StepOutcome.Done(),
        };
    }
}
