namespace ChatOps.Inventory.Placement;

/// <summary>What a container does to the pod's resources.</summary>
public enum ContainerRole
{
    Main,

    /// <summary>Runs alone before the main ones.</summary>
    Init,

    /// <summary>Starts among the init containers and keeps running beside all that come after it.</summary>
    Sidecar,
}

/// <param name="Requests">What is set aside for it; where only a limit is said, that.</param>
/// <param name="Limits">What it can take at most; a resource that is missing here has no limit.</param>
public sealed record ContainerResources(
    string Name, ContainerRole Role, ResourceAmounts Requests, ResourceAmounts Limits);

/// <summary>
/// The resources of a whole pod, as scheduler and quota count them: main containers and side-cars together, or the most
/// that any init container needs beside the side-cars started before it, whichever is more; and the runtime's overhead
/// (https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers).
/// </summary>
public sealed record PodResources
{
    private readonly ResourceAmounts _podRequests;
    private readonly ResourceAmounts _podLimits;

    /// <param name="podRequests">Of the pod as a whole, in place of its containers' sum; so are the limits.</param>
    public PodResources(
        ValueList<ContainerResources> containers, ResourceAmounts overhead, ResourceAmounts podRequests, ResourceAmounts podLimits)
    {
        _podRequests = podRequests;
        _podLimits = podLimits;
        Containers = containers;
        Overhead = overhead;
        Requests = podRequests.Or(Sum(containers, container => container.Requests)).Plus(overhead);
        Limits = podLimits.Or(Sum(containers, container => container.Limits));
    }

    public static PodResources None { get; } = new([], ResourceAmounts.None, ResourceAmounts.None, ResourceAmounts.None);

    /// <summary>Init containers and side-cars in their order, then the main ones.</summary>
    public ValueList<ContainerResources> Containers { get; }

    /// <summary>What the sandbox itself takes (spec.overhead, from its runtime class).</summary>
    public ResourceAmounts Overhead { get; }

    public ResourceAmounts Requests { get; }

    public ResourceAmounts Limits { get; }

    /// <summary>The same pod with every container changed.</summary>
    public PodResources With(Func<ContainerResources, ContainerResources> change) =>
        new([.. Containers.Select(change)], Overhead, _podRequests, _podLimits);

    private static ResourceAmounts Sum(
        ValueList<ContainerResources> containers, Func<ContainerResources, ResourceAmounts> of)
    {
        var main = ResourceAmounts.None;
        var sidecars = ResourceAmounts.None;
        var most = ResourceAmounts.None;
        foreach (var container in containers)
        {
            var own = of(container);
            switch (container.Role)
            {
                case ContainerRole.Main:
                    main = main.Plus(own);
                    break;
                case ContainerRole.Sidecar:
                    sidecars = sidecars.Plus(own);
                    most = most.Larger(sidecars);
                    break;
                default:
                    most = most.Larger(sidecars.Plus(own));
                    break;
            }
        }

        return main.Plus(sidecars).Larger(most);
    }
}
