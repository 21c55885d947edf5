using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Quotas;

/// <summary>
/// What the limit ranges of a namespace say to a pod once their defaults are filled in
/// (https://kubernetes.io/docs/concepts/policy/limit-range/). How far a limit may be above its request is not looked at.
/// </summary>
internal static class SizeRules
{
    public static IEnumerable<SizeRefusal> Refusals(LimitRange range, PodResources pod) => range.Rules
        .SelectMany(rule => rule.Type switch
        {
            "Container" => pod.Containers.SelectMany(container => Complaints(rule, container.Requests, container.Limits)
                .Select(reason => new SizeRefusal(range, container.Name, reason))),
            "Pod" => Complaints(rule, pod.Requests, pod.Limits).Select(reason => new SizeRefusal(range, "the pod", reason)),
            _ => [],
        });

    private static IEnumerable<string> Complaints(LimitRule rule, ResourceAmounts requests, ResourceAmounts limits) =>
    [
        .. rule.Min.All.Select(least => TooSmall(least, requests, limits)).OfType<string>(),
        .. rule.Max.All.Select(most => TooLarge(most, requests, limits)).OfType<string>(),
    ];

    private static string? TooSmall(ResourceAmount least, ResourceAmounts requests, ResourceAmounts limits)
    {
        var bound = $"{Amount(least.Name, least.Value)} is the least";
        if (!requests.Names(least.Name))
        {
            return $"asks for no {AmountWords.NameOf(least.Name)}, and {bound}";
        }

        if (requests[least.Name] < least.Value)
        {
            return $"asks for {Amount(least.Name, requests[least.Name])}, and {bound}";
        }

        return limits.Names(least.Name) && limits[least.Name] < least.Value
            ? $"may take {Amount(least.Name, limits[least.Name])}, and {bound}"
            : null;
    }

    private static string? TooLarge(ResourceAmount most, ResourceAmounts requests, ResourceAmounts limits)
    {
        var bound = $"{Amount(most.Name, most.Value)} is the most";
        if (!limits.Names(most.Name))
        {
            return $"has no limit of {AmountWords.NameOf(most.Name)}, and {bound}";
        }

        if (limits[most.Name] > most.Value)
        {
            return $"may take {Amount(most.Name, limits[most.Name])}, and {bound}";
        }

        return requests[most.Name] > most.Value ? $"asks for {Amount(most.Name, requests[most.Name])}, and {bound}" : null;
    }

    private static string Amount(string resource, long amount) =>
        $"{AmountWords.InManifest(resource, amount)} {AmountWords.NameOf(resource)}";
}
