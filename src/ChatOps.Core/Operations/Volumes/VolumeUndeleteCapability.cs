using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Operations.Volumes.Steps;

namespace ChatOps.Operations.Volumes;

/// <summary>Brings a disk back that was kept when its claim was deleted.</summary>
public sealed class VolumeUndeleteCapability(ClaimDirectory directory, IInventory inventory, VolumeSteps steps)
    : IInventoryCapability<VolumeUndeleteCommand, VolumeUndeletePlan>
{
    /// <summary>The name its operations are stored under.</summary>
    public const string Name = "volume undelete";

    public Verb Verb { get; } = new("Return", "Bringing back", "Brought back");

    public static void Register(CommandCatalog commands) => commands
        .Add(
            Name,
            "Brings back a disk that was kept, in the place of the volume that came after it.",
            (
                string claim,
                [Argument("deployment|platform")] DeploymentName? deployment,
                [Option("VOLUME")] string? disk,
                bool keepDisk) => new VolumeUndeleteCommand(claim, deployment, disk, keepDisk))
        .Example("volume undelete redis-db-redis-0 zodiac-cosmo-1172")
        .Example("volume undelete redis-db-redis-0 zodiac-cosmo-1172 --keep-disk");

    public Result<VolumeUndeletePlan> Plan(VolumeUndeleteCommand command)
    {
        if (inventory.OutOfSight("volumes") is { } outOfSight)
        {
            return outOfSight;
        }

        if (!directory.Find(command.Deployment ?? DeploymentName.Platform, allowPrefix: false)
                .TryGet(out var group, out var problem)
            || !Kept(command, group).TryGet(out var disk, out problem))
        {
            return problem;
        }

        return Plan(command, group, disk);
    }

    public IReadOnlyList<IStep> Steps(VolumeUndeletePlan plan) =>
    [
        steps.FindKept(plan.Disk.Reference, plan.Claim.Uid),
        .. plan is { KeepDisk: true, Replaced: { } kept, ReplacedDisk: { } disk }
            ? [steps.Keep(kept, disk)]
            : Array.Empty<IStep>(),
        .. steps.Stop(plan.Workload, plan.Claim.Name),
        .. plan.Replaced is { } replaced ? steps.Delete(replaced, plan.Workload) : [],
        .. steps.Bind(plan.Claim, plan.Disk.Reference, plan.Claim.Uid),
        .. steps.Start(plan.Workload),
        steps.Await(plan.Claim, plan.Replaced?.Uid, plan.Disk.Reference, plan.Workload),
        steps.LetGo(plan.Disk.Reference),
    ];

    private Result<VolumeUndeletePlan> Plan(VolumeUndeleteCommand command, ClaimGroup group, Volume disk)
    {
        var (space, name) = (disk.ClaimNamespace!, disk.ClaimName!); // kept disks had a claim
        var workload = ClaimUse.OwnerOf(inventory, space, name);
        var pods = ClaimUse.PodsWith(inventory, space, name);
        if (StopRefusals.For(workload, pods, group, inventory) is { } refusal)
        {
            return refusal;
        }

        var replaced = ClaimUse.In(inventory).FirstOrDefault(use => use.Claim.Namespace == space && use.Claim.Name == name);
        var mustStop = workload is { Replicas: > 0 } && (pods.Count > 0 || replaced is not { IsInUse: false });
        return new VolumeUndeletePlan(
            $"{group}",
            group.Name.Value,
            new PlannedClaim(
                space, name, disk.ClaimUid ?? "", group.Release, disk.Capacity, disk.StorageClass, disk.CreatedAt),
            new PlannedDisk(new VolumeReference(disk.Name, disk.Uid), disk.ReclaimPolicy),
            replaced is null ? null : PlannedClaim.Of(replaced.Claim, group.Release),
            PlannedDisk.Of(replaced?.Volume),
            mustStop ? StoppedWorkload.Of(workload!, group.Release, inventory) : null, // a workload that must stop is there
            command.KeepDisk)
        {
            Owner = workload?.Reference,
        };
    }

    private static Result<Volume> Kept(VolumeUndeleteCommand command, ClaimGroup group)
    {
        var kept = group.Kept
            .Where(volume => volume.ClaimName == command.Claim || group.Shorten(volume.ClaimName ?? "") == command.Claim)
            .Where(volume => command.Disk is null || volume.Name == command.Disk)
            .ToList();
        return kept switch
        {
            [var disk] => disk,
            [] => Problem.NotFound(
                $"No disk of {command.Claim} was kept in {group}.",
                group.Kept is [] ? "None of its disks was." : $"Kept were disks of {Names(group)}."),
            _ => Problem.Invalid(
                $"{kept.Count} disks of {command.Claim} were kept: {string.Join(", ", kept.Select(volume => volume.Name))}.",
                $"Say which: volume undelete {command.Claim} {group.Name} --disk {kept[0].Name}"),
        };
    }

    private static string Names(ClaimGroup group) =>
        string.Join(", ", group.Kept.Select(volume => group.Shorten(volume.ClaimName ?? "")).Distinct());
}
