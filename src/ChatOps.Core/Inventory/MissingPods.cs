namespace ChatOps.Inventory;

/// <summary>How many pods a workload is to have and has not.</summary>
public static class MissingPods
{
    /// <param name="wanted">How many it is to have.</param>
    /// <returns>0 or more.</returns>
    public static int Of(IInventory inventory, Workload workload, int wanted) =>
        Math.Max(0, wanted - inventory.PodsOf(workload).Count(pod => Counts(pod, workload)));

    /// <summary>A StatefulSet makes no pod while one by that name is ending; a ReplicaSet does not wait for that.</summary>
    private static bool Counts(Pod pod, Workload workload) =>
        !pod.IsFinished && (workload.IsStateful || !pod.IsTerminating);
}
