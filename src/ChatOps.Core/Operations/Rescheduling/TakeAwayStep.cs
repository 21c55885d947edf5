using ChatOps.Inventory;

namespace ChatOps.Operations.Rescheduling;

/// <summary>
/// Deletes the pod that landed wrong, by the UID that it has at that moment. A pod that was made a moment ago has not landed yet:
/// so a second run after a crash leaves the successor alone.
/// </summary>
internal sealed class TakeAwayStep(
    ReschedulePlan plan, int attempt, IInventory inventory, IPods pods, RescheduleOptions options, TimeProvider time) : IStep
{
    public string Title => attempt == 1 ? $"Delete {plan.ShortName}" : $"Delete it again, if it must be (attempt {attempt})";

    /// <summary>The first has its name on record; of those that come after it only their workload is known before.</summary>
    public StepTarget? Target => attempt == 1
        ? new("Pod", plan.Pod.Namespace, plan.Pod.Name, plan.Pod.Uid)
        : new(plan.Workload.Kind, plan.Workload.Namespace, plan.Workload.Name, plan.Workload.Uid);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public string? ByHand => attempt == 1 ? Kubectl.Delete("pod", plan.Pod.Namespace, plan.Pod.Name) : null;

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if (inventory.Blind() is { } blind)
        {
            return blind;
        }

        if (attempt == 1)
        {
            return await BeginAsync(cancellationToken);
        }

        var pod = plan.Find(inventory);
        if (pod is null or { IsTerminating: true } or { IsReady: true } || time.GetUtcNow() - pod.CreatedAt < options.LandsWithin)
        {
            return StepOutcome.Done();
        }

        return await DeleteAsync(pod, "again", cancellationToken);
    }

    /// <summary>The plan may have waited for its approval: meanwhile the pod may have got ready by itself, or a node may be gone.</summary>
    private async Task<StepOutcome> BeginAsync(CancellationToken cancellationToken)
    {
        var pod = inventory.FindPod(plan.Pod.Namespace, plan.Pod.Name);
        if (pod is null or { IsTerminating: true } || pod.Uid != plan.Pod.Uid)
        {
            return StepOutcome.Done();
        }

        return pod.IsReady
            ? StepOutcome.Enough($"{plan.ShortName} got ready by itself on {pod.NodeName}")
            : await DeleteAsync(pod, "now", cancellationToken);
    }

    private async Task<StepOutcome> DeleteAsync(Pod pod, string when, CancellationToken cancellationToken) => Pointless(pod) is { } why
        ? StepOutcome.Fail(Problem.Conflict($"Deleting it {when} would be pointless: {why}.", $"What would help: diagnose {pod.Namespace}/{pod.Name}"))
        : await DeleteAsync(PodKey.Of(pod), cancellationToken);

    /// <summary>Done when the picture of the cluster shows it, so that nobody takes the old pod for its successor.</summary>
    private async Task<StepOutcome> DeleteAsync(PodKey pod, CancellationToken cancellationToken)
    {
        if (inventory.FindPod(pod.Namespace, pod.Name) is { IsTerminating: false } now && now.Uid == pod.Uid)
        {
            await pods.DeleteAsync(pod.Namespace, pod.Name, pod.Uid, grace: null, cancellationToken);
        }

        return inventory.FindPod(pod.Namespace, pod.Name) is { IsTerminating: false } still && still.Uid == pod.Uid
            ? StepOutcome.Wait($"{ShortName.Of(pod.Name, plan.Release)} is told to end")
            : StepOutcome.Done();
    }

    private string? Pointless(Pod pod) => inventory.WorkloadOf(pod) is { } workload
        ? LandingSite.Of(pod, workload, inventory).Pointless
        : "nothing would bring it back";
}
