using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes;

/// <summary>When stopping a workload for its claim would not do, or would do more than that.</summary>
internal static class StopRefusals
{
    private const int MostNamed = 3;

    /// <param name="workload">What the claim belongs to, or null.</param>
    /// <param name="pods">The pods that mount the claim.</param>
    public static Problem? For(Workload? workload, IReadOnlyList<Pod> pods, ClaimGroup group, IInventory inventory)
    {
        var strangers = pods.Where(pod => workload is null || inventory.WorkloadOf(pod)?.Uid != workload.Uid).ToList();
        if (strangers.Count > 0)
        {
            return Strangers(strangers, group);
        }

        return workload is { Replicas: > 0, DropsClaimsWhenScaled: true }
            ? Problem.Refused(
                $"{group.Shorten(workload.Name)} is set to delete all its claims when it is scaled down (persistentVolumeClaimRetentionPolicy), and it would have to be.",
                "Set whenScaled to Retain first, then ask again.")
            : null;
    }

    /// <summary>Finished pods hold a claim too, until somebody deletes them.</summary>
    private static Problem Strangers(List<Pod> pods, ClaimGroup group)
    {
        var names = string.Join(", ", pods.Take(MostNamed).Select(pod => group.Shorten(pod.Name)));
        var more = pods.Count > MostNamed ? $" and {pods.Count - MostNamed} more" : "";
        return Problem.Refused(
            $"The claim is used by pods that the bot can't stop and start again: {names}{more}.",
            "Finish or delete them first, then ask again.");
    }
}
