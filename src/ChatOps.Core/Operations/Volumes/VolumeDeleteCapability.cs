using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Operations.Volumes.Steps;

namespace ChatOps.Operations.Volumes;

/// <summary>
/// Deletes a claim in the one order that leaves nothing hanging: stop what uses it, delete it by its UID, start again, so
/// that the StatefulSet makes a new one.
/// </summary>
public sealed class VolumeDeleteCapability(ClaimDirectory directory, IInventory inventory, ISnapshots snapshots, VolumeSteps steps)
    : ICapability<VolumeDeleteCommand, VolumeDeletePlan>
{
    /// <summary>The name its operations are stored under.</summary>
    public const string Name = "volume delete";

    public Verb Verb { get; } = new("Deletion", "Deleting", "Deleted");

    public static void Register(CommandCatalog commands) => commands
        .Add(
            Name,
            "Deletes a volume claim with its disk; one in use is replaced by an empty one while its pods stand still.",
            (string claim, [Argument("deployment|platform")] DeploymentName? deployment, bool keepDisk, bool snapshot) =>
                new VolumeDeleteCommand(claim, deployment, keepDisk, snapshot))
        .Example("volume delete redis-db-redis-0 zodiac-cosmo-1172 --keep-disk")
        .Example("volume delete prometheus-data-volume-fun-abalone-prometheus-0 platform");

    public async Task<Result<VolumeDeletePlan>> PlanAsync(VolumeDeleteCommand command, CancellationToken cancellationToken)
    {
        var planned = Plan(command);
        return planned.TryGet(out var plan, out _) && plan.Snapshot
                && !await snapshots.IsOfferedAsync(plan.Claim.Namespace, plan.Claim.Name, cancellationToken)
            ? VolumeWords.NoSnapshots
            : planned;
    }

    private Result<VolumeDeletePlan> Plan(VolumeDeleteCommand command)
    {
        if (inventory.OutOfSight("volumes") is { } outOfSight)
        {
            return outOfSight;
        }

        if (!directory.Find(command.Deployment ?? DeploymentName.Platform, allowPrefix: false)
                .TryGet(out var group, out var problem)
            || !group.Find(command.Claim, directory.List(), command.For).TryGet(out var use, out problem))
        {
            return problem;
        }

        return Refusal(use, group, command) is { } refusal ? refusal : Plan(command, group, use);
    }

    public IReadOnlyList<IStep> Steps(VolumeDeletePlan plan) => Steps(plan, operationId: 0);

    public IReadOnlyList<IStep> Steps(VolumeDeletePlan plan, int operationId) =>
    [
        .. plan.Snapshot ? [steps.Snapshot(plan.Claim, operationId)] : Array.Empty<IStep>(),
        .. plan is { KeepDisk: true, Disk: { } disk } ? [steps.Keep(plan.Claim, disk)] : Array.Empty<IStep>(),
        .. steps.Stop(plan.Workload, plan.Claim.Name),
        .. steps.Delete(plan.Claim, plan.Workload),
        .. steps.Start(plan.Workload),
        .. plan.Workload is null
            ? Array.Empty<IStep>()
            : [steps.Await(plan.Claim, plan.Claim.Uid, disk: null, plan.Workload)],
    ];

    private VolumeDeletePlan Plan(VolumeDeleteCommand command, ClaimGroup group, ClaimUse use) => new(
        $"{group}",
        group.Name.Value,
        PlannedClaim.Of(use.Claim, group.Release),
        PlannedDisk.Of(use.Volume),
        use.IsInUse ? StoppedWorkload.Of(use.Workload!, group.Release, inventory) : null, // refused without a workload
        NamesOf(use.Pods, group),
        use.IsOrphan,
        command.KeepDisk,
        command.Snapshot)
    {
        WrittenBy = NamesOf(use.Pods.Where(pod => pod.Phase is "Running"), group),
        Owner = use.Workload?.Reference,
        UnusedSince = use.Claim.UnusedSince,
    };

    private static string? NamesOf(IEnumerable<Pod> pods, ClaimGroup group) =>
        string.Join(", ", pods.Select(pod => group.Shorten(pod.Name))) is { Length: > 0 } names ? names : null;

    private Problem? Refusal(ClaimUse use, ClaimGroup group, VolumeDeleteCommand command)
    {
        if (use.Volume is null && (command.KeepDisk || command.Snapshot))
        {
            return Problem.Refused(
                $"{group.Shorten(use.Claim.Name)} has no disk yet that could be kept.", "Ask again without --keep-disk and --snapshot.");
        }

        return ReservedDisk.InTheWayOf(inventory, PlannedClaim.Of(use.Claim, group.Release))
            ?? StopRefusals.For(use.Workload, use.Pods, group, inventory)
            ?? (use is { Workload: { } workload, Ordinal: null } ? NotMadeAnew(use, workload, group) : null);
    }

    private static Problem NotMadeAnew(ClaimUse use, Workload workload, ClaimGroup group) => Problem.Refused(
        $"{group.Shorten(workload.Name)} would never start again: nothing makes {group.Shorten(use.Claim.Name)} anew, for it comes from no claim template.",
        "Remove or redeploy the workload first; its claim is an orphan then.");
}
