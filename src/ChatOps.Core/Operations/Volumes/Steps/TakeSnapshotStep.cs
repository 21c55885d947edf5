using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>
/// Has the storage take a snapshot of a disk while it is in use, and waits until it can be restored from. It bears the mark
/// of this operation and this claim, and only one that does is waited for: whatever else has the name is of another day.
/// </summary>
internal sealed class TakeSnapshotStep(PlannedClaim claim, int operationId, ISnapshots snapshots, VolumeOptions options)
    : IStep
{
    // Enough of the UID to tell claims by the same name apart.
    private const int UidLetters = 8;

    public string Title => $"Take a snapshot of {claim.ShortName}";

    public StepTarget? Target => claim.Target;

    public TimeSpan Limit => options.SnapshotWithin;

    public bool LosesNothing => true;

    private string Name => $"{claim.Name}-{claim.Uid[..Math.Min(UidLetters, claim.Uid.Length)]}-{operationId}";

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var mark = new SnapshotMark(operationId, claim.Uid);
        var snapshot = await snapshots.TakeAsync(claim.Namespace, claim.Name, Name, mark, cancellationToken);
        return snapshot switch
        {
            { State: SnapshotState.NotOffered } => StepOutcome.Fail(VolumeWords.NoSnapshots),
            { State: SnapshotState.Foreign } => StepOutcome.Fail(Problem.Conflict(
                $"There is a snapshot {Name} already, which was not taken for this operation.",
                "See what it is of, rename or delete it, then ask again.")),
            { State: SnapshotState.Pending } => StepOutcome.Wait(
                snapshot.Error is null ? "the storage is taking it" : $"the storage says: {snapshot.Error}"),
            _ => StepOutcome.Done($"{Name} is ready"),
        };
    }
}
