using ChatOps.Inventory;
using ChatOps.Operations;

namespace ChatOps.Diagnosing;

/// <summary>Who keeps a pod from going that was told to end and has had its grace.</summary>
/// <param name="Words">Goes on after a colon, without a full stop, the same as long as nothing changes.</param>
/// <param name="WayOut">What to do, in sentences.</param>
internal sealed record PodHold(string Words, string WayOut)
{
    public static PodHold Of(Pod pod, IInventory inventory) => (pod.NodeName, pod.Finalizers) switch
    {
        ({ } name, _) when !inventory.Nodes.Any(node => node.Name == name) => Gone(name),
        ({ } name, _) when inventory.Nodes.Any(node => node.Name == name && IsLost(node)) => Lost(pod, name, inventory),
        (_, { Count: > 0 }) => Finalizing(pod),
        ({ } name, _) => Running(pod, name, inventory),
        _ => new("it never had a node, and nothing says who holds it", $"By hand: {Kubectl.Kill(pod.Namespace, pod.Name)}"),
    };

    private static bool IsLost(Node node) => !node.IsReady || node.Taints.Any(taint => taint.IsOfNodeAway);

    private static PodHold Gone(string node) => new(
        $"its node {node} is gone",
        "Kubernetes clears away pods of nodes that are gone within a minute or two; if this one stays, a finalizer or the controller manager is at fault.");

    private static PodHold Lost(Pod pod, string node, IInventory inventory) => new(
        $"its node {node} is lost, so nobody there can say that it has ended",
        $"It goes when {node} is back, or is deleted. Only once that machine is off for certain, or two may write to one volume, "
        + $"end it without it: {Force(pod, inventory)}");

    private static PodHold Finalizing(Pod pod)
    {
        var names = string.Join(", ", pod.Finalizers);
        return new(
            $"finalizer {names} holds it",
            $"Whoever set that has to be done with it first: see whether it runs. If it is gone for good, take the finalizer off: "
            + Kubectl.Patch("pod", pod.Namespace, pod.Name, """{"metadata":{"finalizers":null}}"""));
    }

    private static PodHold Running(Pod pod, string node, IInventory inventory) => new(
        $"its node {node} is well, so a container that does not stop, or a volume that is not let go of, holds it",
        $"Its events may say which. To end it at once: {Force(pod, inventory)}");

    /// <summary>What the bot is told, where it can bring the pod back; else what a shell is told.</summary>
    private static string Force(Pod pod, IInventory inventory) =>
        inventory.WorkloadOf(pod) is not null && pod.Labels.Component is { } component
            ? $"restart {component} {pod.Labels.AreaName} --pod {pod.Name} --force"
            : Kubectl.Kill(pod.Namespace, pod.Name);
}
