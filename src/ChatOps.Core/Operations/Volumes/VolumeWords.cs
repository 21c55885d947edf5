using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes;

/// <summary>What both plans say in the same words.</summary>
internal static class VolumeWords
{
    public static readonly Problem NoSnapshots = Problem.Refused(
        "This cluster takes no volume snapshots.", "Ask again without --snapshot; --keep-disk keeps the data too.");

    public static string Data(PlannedClaim claim)
    {
        var storage = claim.StorageClass is null ? "" : $" of {claim.StorageClass}";
        return $"{claim.Capacity.ToKubernetesSize()}{storage}, claimed since {claim.CreatedAt:yyyy-MM-dd}";
    }

    public static string Lost(PlannedClaim claim) =>
        $"Lost for good: all data on {claim.ShortName} ({claim.Capacity.ToKubernetesSize()})";

    public static string Stop(StoppedWorkload? workload)
    {
        if (workload is null)
        {
            return "nothing";
        }

        var all = workload.Replicas > 1 ? $"all {workload.Replicas} pods of" : "the pod of";
        return $"{all} {workload.ShortName}, which may take up to {Words.Of(workload.Grace)} to end";
    }

    public static string GoesOn(StoppedWorkload? workload, string place) => workload is null
        ? "everything"
        : $"the rest of {place}";

    public static IEnumerable<ObjectRow> Rows(StoppedWorkload? workload) => workload is null
        ? []
        :
        [
            new(
                workload.Reference.Kind,
                workload.ShortName,
                $"0 pods, then {workload.Replicas} again",
                workload.Reference.Uid),
            .. workload.Pods.Select(pod => new ObjectRow("Pod", workload.Shorten(pod.Name), "ends, made anew", pod.Uid)),
        ];

    public static ObjectRow Row(VolumeReference disk, string becomes) =>
        new("PersistentVolume", disk.Name, becomes, disk.Uid);
}
