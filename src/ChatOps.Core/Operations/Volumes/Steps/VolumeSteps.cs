using ChatOps.Inventory;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>Makes the steps of both volume operations from what their plans name.</summary>
public sealed class VolumeSteps(
    IInventory inventory,
    IWorkloads workloads,
    IClaims claims,
    IVolumes volumes,
    ISnapshots snapshots,
    IPods pods,
    IOptions<VolumeOptions> options,
    TimeProvider time)
{
    internal IStep Snapshot(PlannedClaim claim, int operationId) =>
        new TakeSnapshotStep(claim, operationId, snapshots, options.Value);

    internal IStep Keep(PlannedClaim claim, PlannedDisk disk) => new KeepDiskStep(claim, disk, volumes, claims);

    internal IStep FindKept(VolumeReference disk, string oldClaimUid) => new FindKeptDiskStep(disk, oldClaimUid, inventory);

    /// <summary>Stops a workload, waits until its pods are gone.</summary>
    internal IEnumerable<IStep> Stop(StoppedWorkload? workload, string claim) => workload is null
        ? []
        :
        [
            new StopWorkloadStep(Switch(workload)),
            AwaitPodsGone(workload, claim),
        ];

    internal IStep AwaitPodsGone(StoppedWorkload workload, string claim) =>
        new AwaitPodsGoneStep(Switch(workload), claim, inventory, options.Value.GoneWithin);

    /// <summary>Deletes a claim and waits until it is gone.</summary>
    internal IEnumerable<IStep> Delete(PlannedClaim claim, StoppedWorkload? workload) =>
    [
        new DeleteClaimStep(claim, workload, inventory, claims, options.Value),
        new AwaitClaimGoneStep(
            claim, workload is null ? null : Switch(workload), inventory, claims, options.Value, time),
    ];

    /// <summary>Gives a kept disk to a new claim.</summary>
    internal IEnumerable<IStep> Bind(PlannedClaim claim, VolumeReference disk, string oldClaimUid) =>
        [new ReserveDiskStep(claim, disk, oldClaimUid, volumes), new BindClaimStep(claim, disk, claims)];

    internal IEnumerable<IStep> Start(StoppedWorkload? workload) =>
        workload is null ? [] : [new StartWorkloadStep(Switch(workload))];

    internal IStep Await(PlannedClaim claim, string? oldUid, VolumeReference? disk, StoppedWorkload? workload) =>
        new AwaitVolumeStep(claim, oldUid, disk, workload, inventory, pods, options.Value, time);

    internal IStep LetGo(VolumeReference disk) => new LetDiskGoStep(disk, volumes);

    private WorkloadSwitch Switch(StoppedWorkload workload) => new(workload, inventory, workloads);
}
