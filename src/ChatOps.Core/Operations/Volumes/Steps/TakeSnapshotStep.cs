using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>Has the storage take a snapshot of a disk while it is in use, and waits until it can be restored from.</summary>
internal sealed class TakeSnapshotStep(PlannedClaim claim, ISnapshots snapshots, VolumeOptions options, TimeProvider time)
    : IStep
{
    // Enough of the UID to tell claims by the same name apart.
    private const int UidLetters = 8;

    public string Title => $"Take the snapshot {Name}";

    public StepTarget? Target => new("PersistentVolumeClaim", claim.Namespace, claim.Name, claim.Uid);

    public TimeSpan Limit => options.SnapshotWithin;

    private string Name => $"{claim.Name}-{claim.Uid[..Math.Min(UidLetters, claim.Uid.Length)]}";

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.TakeAsync(claim.Namespace, claim.Name, Name, cancellationToken);
        return snapshot switch
        {
            { State: SnapshotState.NotOffered } => StepOutcome.Fail(Problem.Refused(
                "This cluster takes no volume snapshots.", "Ask again without --snapshot; --keep-disk keeps the data too.")),
            { State: SnapshotState.Pending } => StepOutcome.Wait(
                snapshot.Error is null ? "the storage is taking it" : $"the storage says: {snapshot.Error}"),
            { AskedAt: { } asked } when time.GetUtcNow() - asked > Limit => StepOutcome.Fail(Problem.Conflict(
                $"There is a snapshot {Name} from {asked:yyyy-MM-dd HH:mm} UTC already.",
                "Delete that one if it is too old, then ask again.")),
            _ => StepOutcome.Done("ready"),
        };
    }
}
