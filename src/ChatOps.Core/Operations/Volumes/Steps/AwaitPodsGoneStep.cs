using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>Waits until no pod object of a stopped workload, nor any other that mounts the claim, is left.</summary>
internal sealed class AwaitPodsGoneStep(
    WorkloadSwitch workload, string claim, IInventory inventory, TimeSpan goneWithin) : IStep
{
    public string Title => $"Wait until the pods of {workload.Workload.ShortName} are gone";

    public StepTarget? Target => null;

    public TimeSpan Limit => workload.Workload.Grace + goneWithin;

    public string? ByHand => workload.Workload.Pods is []
        ? null
        : string.Join('\n', workload.Workload.Pods.Select(
            pod => Kubectl.AwaitGone("pod", workload.Workload.Reference.Namespace, pod.Name)));

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken) =>
        inventory.Blind() ?? await workload.NoticeStartAsync(cancellationToken) ?? Look();

    private StepOutcome Look()
    {
        var pods = inventory.PodsIn(workload.Workload.Reference.Namespace).Where(IsInTheWay).OrderBy(pod => pod.Name, StringComparer.Ordinal).ToList();
        return pods is [var first, ..]
            ? StepOutcome.Wait(
                $"{Words.Count(pods.Count, "pod")} left; {workload.Workload.Shorten(first.Name)} is {first.Status}, with up to {Words.Of(first.Grace)} to end")
            : StepOutcome.Done();
    }

    private bool IsInTheWay(Pod pod) =>
        inventory.WorkloadOf(pod)?.Uid == workload.Workload.Reference.Uid || pod.Claims.Contains(claim);
}
