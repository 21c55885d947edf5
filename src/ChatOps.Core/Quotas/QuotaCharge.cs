using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Quotas;

/// <summary>
/// What a pod takes from a quota (https://kubernetes.io/docs/concepts/policy/resource-quotas/#compute-resource-quota).
/// </summary>
internal static class QuotaCharge
{
    private const string Requests = "requests.";
    private const string Limits = "limits.";
    private const string Claims = "persistentvolumeclaims";
    private const string Storage = "requests.storage";
    private const string OfClass = ".storageclass.storage.k8s.io/";
    private const decimal ThousandthsOfCore = 1000;

    /// <summary>In cores, bytes or pieces; 0 for what pods don't take, such as "services".</summary>
    public static decimal Of(PodDemand demand, string resource)
    {
        if (resource is "pods" or "count/pods")
        {
            return 1;
        }

        var (amounts, name) = Split(demand.Resources, resource);
        return name is ResourceNames.Cpu ? amounts[name] / ThousandthsOfCore : amounts[name];
    }

    /// <summary>
    /// What a claim takes, in bytes or pieces
    /// (https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-for-storage); 0 for what claims don't take. One that
    /// leaves its class to the cluster is counted for no class.
    /// </summary>
    public static decimal Of(ClaimTemplate claim, string resource) => resource switch
    {
        Claims or $"count/{Claims}" => 1,
        Storage => claim.Bytes,
        _ when resource == $"{claim.StorageClass}{OfClass}{Claims}" => 1,
        _ when resource == $"{claim.StorageClass}{OfClass}{Storage}" => claim.Bytes,
        _ => 0,
    };

    /// <summary>Whether what new pods take of it is worked out here, their claims included.</summary>
    public static bool Covers(string resource) => resource
        is "pods" or "count/pods" or Claims or $"count/{Claims}"
        or ResourceNames.Cpu or ResourceNames.Memory or ResourceNames.EphemeralStorage
        || resource.StartsWith(Requests, StringComparison.Ordinal)
        || resource.StartsWith(Limits, StringComparison.Ordinal);

    /// <summary>
    /// The containers that say nothing about CPU or memory that the quota limits: a pod with such a container is refused
    /// whatever is left (k8s.io/kubernetes, quota/v1/evaluator/core PodEvaluator.Constraints).
    /// </summary>
    public static IEnumerable<string> Silent(PodDemand demand, string resource)
    {
        var (_, name) = Split(demand.Resources, resource);
        if (name is not (ResourceNames.Cpu or ResourceNames.Memory))
        {
            return [];
        }

        var isLimit = resource.StartsWith(Limits, StringComparison.Ordinal);
        return demand.Resources.Containers
            .Where(container => !(isLimit ? container.Limits : container.Requests).Names(name))
            .Select(container => container.Name);
    }

    /// <summary>What nodes set aside for what a line of a quota counts: "cpu" for "requests.cpu"; null where they set nothing aside.</summary>
    public static string? OnNodes(string resource) =>
        resource.StartsWith(Requests, StringComparison.Ordinal) ? OnNodes(resource[Requests.Length..])
        : resource is ResourceNames.Cpu or ResourceNames.Memory or ResourceNames.EphemeralStorage ? resource
        : null;

    /// <param name="amount">As quotas count: in cores or bytes.</param>
    /// <returns>As nodes count: in thousandths of a core or bytes.</returns>
    public static decimal InNodeUnits(string resource, decimal amount) =>
        resource is ResourceNames.Cpu ? amount * ThousandthsOfCore : amount;

    private static (ResourceAmounts Amounts, string Name) Split(PodResources resources, string resource)
    {
        if (resource.StartsWith(Limits, StringComparison.Ordinal))
        {
            return (resources.Limits, resource[Limits.Length..]);
        }

        return (resources.Requests, resource.StartsWith(Requests, StringComparison.Ordinal) ? resource[Requests.Length..] : resource);
    }
}
