using ChatOps.Inventory;

namespace ChatOps.Operations.Restarting;

/// <summary>Tells one pod to end, gracefully unless the plan says force. Its UID keeps a second run off the successor.</summary>
public sealed class DeletePodStep(RestartPlan plan, RestartedPod pod, IPods pods) : IStep
{
    public string Title => plan.Force ? $"Kill {plan.Shorten(pod.Name)}" : $"Delete {plan.Shorten(pod.Name)}";

    public StepTarget? Target => new("Pod", plan.Namespace, pod.Name, pod.Uid);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var deletion = await pods.DeleteAsync(plan.Namespace, pod.Name, pod.Uid, plan.Force ? TimeSpan.Zero : null, cancellationToken);
        return deletion is Deletion.Accepted
            ? StepOutcome.Done()
            : StepOutcome.Done("it had already gone");
    }
}
