using ChatOps.Inventory;

namespace ChatOps.Fitting;

/// <summary>A pod that a workload is to have and has not.</summary>
/// <param name="NewClaims">By what claims are made for it: those that there are from before are among the pod's.</param>
public sealed record PodToCome(Candidate Pod, IReadOnlyList<ClaimTemplate> NewClaims);

public static class PodsToCome
{
    /// <summary>
    /// One by one: a pod of a StatefulSet whose number there was before gets the claims of that time again, and has to go where
    /// their disks are.
    /// </summary>
    /// <param name="wanted">How many it is to have.</param>
    public static IReadOnlyList<PodToCome> Of(IInventory inventory, Workload workload, int wanted)
    {
        var pod = Candidate.Of(workload, inventory.LimitRanges);
        return workload.IsStateful
            ?
            [
                .. Enumerable.Range(0, wanted)
                    .Where(ordinal => inventory.FindPod(workload.Namespace, $"{workload.Name}-{ordinal}") is null or { IsFinished: true })
                    .Select(ordinal => Of(pod, ordinal, workload, inventory)),
            ]
            : [.. Enumerable.Repeat(new PodToCome(pod, []), MissingPods.Of(inventory, workload, wanted))];
    }

    private static PodToCome Of(Candidate pod, int ordinal, Workload workload, IInventory inventory)
    {
        var kept = workload.ClaimTemplates.Where(template => inventory.Claims.Any(
            claim => claim.Namespace == workload.Namespace && claim.Name == NameOf(template, workload, ordinal))).ToList();
        return new(
            pod with { Claims = [.. workload.Claims, .. kept.Select(template => NameOf(template, workload, ordinal))] },
            [.. workload.ClaimTemplates.Except(kept)]);
    }

    private static string NameOf(ClaimTemplate template, Workload workload, int ordinal) => $"{template.Name}-{workload.Name}-{ordinal}";
}
