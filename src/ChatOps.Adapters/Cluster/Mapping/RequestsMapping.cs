using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>
/// What a pod takes up: its containers and side-cars together, or an init container that asks for more than they do
/// (https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers).
/// </summary>
internal static class RequestsMapping
{
    public static PodRequests Of(PodSpec? spec) =>
        new((long)(Sum(spec, "cpu") * 1000), (long)Sum(spec, "memory"));

    private static decimal Sum(PodSpec? spec, string resource)
    {
        var inits = spec?.InitContainers ?? [];
        var beside = inits.Where(PodRow.IsSidecar).Sum(init => Of(init, resource));
        var main = (spec?.Containers ?? []).Sum(container => Of(container, resource));
        var before = inits.Where(init => !PodRow.IsSidecar(init)).Select(init => Of(init, resource)).DefaultIfEmpty().Max();
        return beside + Math.Max(main, before);
    }

    private static decimal Of(ContainerSpec container, string resource) =>
        Amount.Of(container.Resources?.Requests, resource);
}
