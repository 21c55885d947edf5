using System.Collections.Immutable;
using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes;

/// <summary>A claim as it was when the plan was made.</summary>
/// <param name="Release">What its name contains and people need not be told again, or null.</param>
/// <param name="Capacity">Bytes.</param>
public sealed record PlannedClaim(
    string Namespace,
    string Name,
    string Uid,
    string? Release,
    long Capacity,
    string? StorageClass,
    DateTimeOffset CreatedAt)
{
    public string ShortName => Inventory.ShortName.Of(Name, Release);

    /// <summary>What an operation on it holds: the workload where there is one, which nobody may restart or scale meanwhile.</summary>
    internal string HeldWith(WorkloadReference? owner) =>
        owner is null ? $"{Namespace}/PersistentVolumeClaim/{Name}" : OperationTarget.Of(owner);

    internal StepTarget Target => new("PersistentVolumeClaim", Namespace, Name, Uid);

    public static PlannedClaim Of(Claim claim, string? release) => new(
        claim.Namespace, claim.Name, claim.Uid, release, claim.Capacity, claim.StorageClass, claim.CreatedAt);
}

/// <summary>A disk as it was when the plan was made.</summary>
public sealed record PlannedDisk(VolumeReference Reference, string ReclaimPolicy)
{
    /// <summary>It outlives its claim by itself.</summary>
    public bool IsRetained => ReclaimPolicy is "Retain";

    public static PlannedDisk? Of(Volume? volume) =>
        volume is null ? null : new(new VolumeReference(volume.Name, volume.Uid), volume.ReclaimPolicy);
}

/// <summary>A workload that stands still while a volume of it is changed.</summary>
/// <param name="Replicas">Pods it had, and gets again; at least 1.</param>
/// <param name="Pods">All its pods, by name.</param>
public sealed record StoppedWorkload(
    WorkloadReference Reference, string? Release, int Replicas, ImmutableList<StoppedPod> Pods)
{
    public string ShortName => Inventory.ShortName.Of(Reference.Name, Release);

    /// <summary>How long its pods may take to end.</summary>
    public TimeSpan Grace => Pods.Select(pod => pod.Grace).DefaultIfEmpty().Max();

    public StepTarget Target => new(Reference.Kind, Reference.Namespace, Reference.Name, Reference.Uid);

    public string Shorten(string pod) => Inventory.ShortName.Of(pod, Release);

    public static StoppedWorkload Of(Workload workload, string? release, IInventory inventory) => new(
        workload.Reference,
        release,
        workload.Replicas,
        [
            .. inventory.PodsOf(workload)
                .OrderBy(pod => pod.Name, StringComparer.Ordinal)
                .Select(pod => new StoppedPod(pod.Name, pod.Uid, pod.Grace)),
        ]);
}

public sealed record StoppedPod(string Name, string Uid, TimeSpan Grace);
