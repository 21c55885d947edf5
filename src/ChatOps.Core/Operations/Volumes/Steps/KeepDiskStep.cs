using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>Lets the disk outlive its claim. Taken back only while the claim lives: after that the disk is all there is.</summary>
internal sealed class KeepDiskStep(PlannedClaim claim, PlannedDisk disk, IVolumes volumes, IClaims claims)
    : IReversibleStep
{
    public string Title => $"Keep the disk {disk.Reference.Name}";

    public StepTarget? Target => new("PersistentVolume", "", disk.Reference.Name, disk.Reference.Uid);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken) =>
        await volumes.KeepAsync(disk.Reference, cancellationToken)
            ? StepOutcome.Done("reclaim policy Retain")
            : StepOutcome.Fail(Problem.Conflict(
                $"The volume {disk.Reference.Name} is gone, so there is no disk to keep.", "Look with volumes."));

    public async Task<StepOutcome> UndoAsync(CancellationToken cancellationToken)
    {
        // Asked of the API server itself: the inventory may not know yet that the claim was told to go.
        if (!await claims.IsLivingAsync(claim.Namespace, claim.Name, claim.Uid, cancellationToken))
        {
            return StepOutcome.Kept("the claim was deleted, so the disk stays kept");
        }

        await volumes.LetGoAsync(disk.Reference, cancellationToken);
        return StepOutcome.Done();
    }
}
