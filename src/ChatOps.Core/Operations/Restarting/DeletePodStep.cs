using ChatOps.Inventory;

namespace ChatOps.Operations.Restarting;

/// <summary>Tells one pod to end, gracefully unless by force. Its UID keeps a second run off the successor.</summary>
/// <param name="name">What people call it.</param>
public sealed class DeletePodStep(PodKey pod, string name, bool force, IPods pods) : IStep
{
    public string Title => force ? $"Kill {name}" : $"Delete {name}";

    public StepTarget? Target => new("Pod", pod.Namespace, pod.Name, pod.Uid);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public string ByHand => Kubectl.Delete("pod", pod.Namespace, pod.Name) + (force ? " --force --grace-period=0" : "");

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var deletion = await pods.DeleteAsync(pod.Namespace, pod.Name, pod.Uid, force ? TimeSpan.Zero : null, cancellationToken);
        return deletion is Deletion.Accepted
            ? StepOutcome.Done()
            : StepOutcome.Done("it had already gone");
    }
}
