using ChatOps.Inventory;
using ChatOps.Operations.Volumes;

namespace ChatOps.Operations.Recovering.Steps;

/// <summary>Waits until a deleted pod is ready again by its name, before the next one is deleted.</summary>
internal sealed class AwaitReplacementStep(
    RecoverPlan plan, StoppedPod old, IInventory inventory, RecoveryOptions options, TimeProvider time) : IStep
{
    public string Title => $"Wait for the new {plan.Workload.Shorten(old.Name)}";

    public StepTarget? Target => null;

    public TimeSpan Limit => old.Grace + options.ReadyWithin;

    public string ByHand => Kubectl.AwaitPodReady(plan.Namespace, old.Name);

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(inventory.Blind() ?? Look());

    private StepOutcome Look()
    {
        if (plan.Find(inventory) is not { } workload)
        {
            return StepOutcome.Fail(plan.Removed());
        }

        var pods = inventory.PodsOf(workload).ToList();
        var made = pods.Find(pod => pod.Name == old.Name);
        if (made is not null && made.Uid != old.Uid && Crashes.Of([made], plan.Workload.Release, time.GetUtcNow()) is { } crash)
        {
            return StepOutcome.Fail(crash);
        }

        return made switch
        {
            null when pods.Count >= workload.Replicas => StepOutcome.Done("it was scaled down meanwhile, so none comes"),
            null => StepOutcome.Wait("it has not been made yet"),
            { IsReady: true, IsTerminating: false } when made.Uid != old.Uid => StepOutcome.Done(),
            _ => StepOutcome.Wait($"it is {made.Status}"),
        };
    }
}
