using ChatOps.Inventory;

namespace ChatOps.Operations.Restarting;

/// <summary>Tells one pod to end, gracefully. Its UID keeps a second run off the successor.</summary>
public sealed class DeletePodStep(RestartPlan plan, RestartedPod pod, IPods pods) : IStep
{
    public string Title => $"Delete {plan.Shorten(pod.Name)}";

    public StepTarget? Target => new("Pod", plan.Namespace, pod.Name, pod.Uid);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var deletion = await pods.DeleteAsync(plan.Namespace, pod.Name, pod.Uid, grace: null, cancellationToken);
        return deletion is Deletion.Accepted
            ? StepOutcome.Done()
            : StepOutcome.Done("it had already gone");
    }
}
