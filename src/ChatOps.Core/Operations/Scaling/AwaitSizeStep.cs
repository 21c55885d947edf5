using ChatOps.Inventory;

namespace ChatOps.Operations.Scaling;

/// <summary>Waits until the workload has as many pods as it was asked to have, all of them ready, and no others.</summary>
internal sealed class AwaitSizeStep(ScalePlan plan, IInventory inventory, TimeSpan readyWithin, TimeProvider time) : IStep
{
    public string Title => plan.To == 0 ? "Wait until its pods are gone" : $"Wait until {Words.Count(plan.To, "pod")} ready";

    public StepTarget? Target => null;

    public TimeSpan Limit => plan.Grace + readyWithin;

    public string ByHand => Kubectl.AwaitReady(plan.Workload);

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(inventory.Blind() ?? Look());

    private StepOutcome Look()
    {
        if (inventory.Workloads.FirstOrDefault(workload => workload.Uid == plan.Workload.Uid) is not { } now)
        {
            return StepOutcome.Fail(ScaleStep.Removed(plan));
        }

        var pods = inventory.PodsOf(now).Where(pod => !pod.IsFinished)
            .OrderBy(pod => pod.Name, StringComparer.Ordinal)
            .ToList();
        var ready = pods.Count(pod => pod is { IsReady: true, IsTerminating: false });
        if (now.Replicas == plan.To && ready == plan.To && pods.Count == plan.To)
        {
            return StepOutcome.Done();
        }

        return StepOutcome.Wait($"{ready} of {plan.To} ready{Why(pods)}");
    }

    private string Why(List<Pod> pods) =>
        pods.Find(pod => pod.IsTerminating || !pod.IsReady) is { } waited
            ? $"; {ShortName.Of(waited.Name, plan.Release)} is {(waited.IsTerminating ? "ending" : waited.Why(time.GetUtcNow()))}"
            : "";
}
