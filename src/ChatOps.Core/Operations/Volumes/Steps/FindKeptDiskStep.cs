using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>
/// Looks whether a kept disk is still there and nobody's, before the volume that has its place is deleted for it. Approval
/// takes its time, and a disk that is gone by then is no reason to lose another.
/// </summary>
internal sealed class FindKeptDiskStep(VolumeReference disk, string oldClaimUid, IInventory inventory) : IStep
{
    public string Title => $"Look whether the disk {disk.Name} is still kept";

    public StepTarget? Target => null;

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public bool LosesNothing => true;

    public Task<StepOutcome> RunAsync(CancellationToken cancellationToken) => Task.FromResult(Look());

    private StepOutcome Look()
    {
        if (inventory.Blind() is { } blind)
        {
            return blind;
        }

        return inventory.Volumes.FirstOrDefault(volume => volume.Uid == disk.Uid) switch
        {
            null or { DeletionRequested: not null } => Fail("is gone"),
            { ClaimUid: { } uid } when uid != oldClaimUid => Fail("belongs to another claim"),
            _ => StepOutcome.Done(),
        };
    }

    private StepOutcome Fail(string what) => StepOutcome.Fail(Problem.Conflict(
        $"The disk {disk.Name} {what} by now, so nothing was changed.", "Look with volumes which disks are kept."));
}
