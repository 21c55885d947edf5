using ChatOps.Inventory;

namespace ChatOps.Fitting;

/// <summary>The pods that a workload is to have and has not, one by one.</summary>
internal static class PodsToCome
{
    /// <summary>
    /// A pod of a StatefulSet whose number there was before gets the claims of that time again, and has to go where their disks are.
    /// </summary>
    /// <param name="wanted">How many it is to have.</param>
    public static IEnumerable<Candidate> Of(IInventory inventory, Workload workload, int wanted)
    {
        var pod = Candidate.Of(workload, inventory.LimitRanges);
        return workload.IsStateful
            ? Ordinals(inventory, workload, wanted)
                .Select(ordinal => pod with { Claims = [.. workload.Claims, .. ClaimsOf(workload, ordinal).Where(name => Exists(inventory, workload, name))] })
            : Enumerable.Repeat(pod, MissingPods.Of(inventory, workload, wanted));
    }

    private static IEnumerable<int> Ordinals(IInventory inventory, Workload workload, int wanted) => Enumerable.Range(0, wanted)
        .Where(ordinal => inventory.FindPod(workload.Namespace, $"{workload.Name}-{ordinal}") is null or { IsFinished: true });

    private static IEnumerable<string> ClaimsOf(Workload workload, int ordinal) =>
        workload.ClaimTemplates.Select(template => $"{template}-{workload.Name}-{ordinal}");

    private static bool Exists(IInventory inventory, Workload workload, string name) =>
        inventory.Claims.Any(claim => claim.Namespace == workload.Namespace && claim.Name == name);
}
