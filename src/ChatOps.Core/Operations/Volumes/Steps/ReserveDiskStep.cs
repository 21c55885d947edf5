using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>
/// Frees a kept disk from the claim that is gone, for the one that is to come. Taken back while no claim has it: left reserved, it
/// would come in the place of the next volume by that name, which somebody else may have been promised to be empty.
/// </summary>
internal sealed class ReserveDiskStep(PlannedClaim claim, VolumeReference disk, string oldClaimUid, IVolumes volumes) : IReversibleStep
{
    public string Title => $"Reserve the disk {disk.Name}";

    public StepTarget? Target => new("PersistentVolume", "", disk.Name, disk.Uid);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken) =>
        await volumes.ReserveAsync(disk, claim.Namespace, claim.Name, oldClaimUid, cancellationToken) switch
        {
            Reservation.Reserved => StepOutcome.Done(),
            Reservation.Taken => StepOutcome.Fail(Problem.Conflict(
                $"Another claim has the volume {disk.Name} by now.", "Look with volumes whose it is, and ask again.")),
            _ => StepOutcome.Fail(Problem.Conflict($"The volume {disk.Name} is gone.", "Look with volumes.")),
        };

    public async Task<StepOutcome> UndoAsync(CancellationToken cancellationToken) =>
        await volumes.ReleaseAsync(disk, claim.Namespace, claim.Name, oldClaimUid, cancellationToken) switch
        {
            Reservation.Reserved => StepOutcome.Done("kept for nobody again"),
            Reservation.Taken => StepOutcome.Kept("a claim has it"),
            _ => StepOutcome.Kept("the volume is gone"),
        };
}
