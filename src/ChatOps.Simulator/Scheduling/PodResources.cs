using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>
/// What a pod asks for, as scheduler and quota count it: containers and side-cars summed, init containers by the
/// greatest need at any moment, overhead on top
/// (https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers).
/// </summary>
public static class PodResources
{
    public static ResourceAmounts Requests(V1PodSpec spec) =>
        Total(spec, spec.Resources?.Requests, static resources => resources.Requests);

    public static ResourceAmounts Limits(V1PodSpec spec) =>
        Total(spec, spec.Resources?.Limits, static resources => resources.Limits);

    private static ResourceAmounts Total(
        V1PodSpec spec,
        IDictionary<string, ResourceQuantity>? podLevel,
        Func<V1ResourceRequirements, IDictionary<string, ResourceQuantity>?> pick)
    {
        ResourceAmounts Of(V1Container container) =>
            container.Resources is { } resources ? ResourceAmounts.Of(pick(resources)) : ResourceAmounts.None;

        var sideCars = ResourceAmounts.None;
        var starting = ResourceAmounts.None;
        foreach (var init in spec.InitContainers ?? [])
        {
            var own = Of(init);
            if (IsSideCar(init))
            {
                sideCars = sideCars.Plus(own);
                starting = starting.Max(sideCars);
            }
            else
            {
                starting = starting.Max(sideCars.Plus(own));
            }
        }

        var running = (spec.Containers ?? []).Aggregate(sideCars, (sum, container) => sum.Plus(Of(container)));
        return running.Max(starting)
            .OverriddenBy(ResourceAmounts.Of(podLevel))
            .Plus(ResourceAmounts.Of(spec.Overhead));
    }

    /// <summary>A restartable init container keeps running beside the others, so it is summed with them.</summary>
    public static bool IsSideCar(V1Container init) => init.RestartPolicy == "Always";
}
