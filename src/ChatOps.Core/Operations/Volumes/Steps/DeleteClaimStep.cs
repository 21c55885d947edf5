using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>
/// Deletes one claim. Its UID keeps a second run off the successor. There is no way back: whoever wants one waits until it is
/// gone, since a pod that is made before may hang on it for ever (kubernetes/kubernetes#74374).
/// </summary>
/// <param name="workload">The stopped workload that had it, or null.</param>
internal sealed class DeleteClaimStep(
    PlannedClaim claim, StoppedWorkload? workload, IInventory inventory, IClaims claims, VolumeOptions options) : IReversibleStep
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public string Title => $"Delete the claim {claim.ShortName}";

    public string UndoTitle => $"Wait until {claim.ShortName} is gone, if it was deleted";

    public StepTarget Target => claim.Target;

    /// <summary>Taking it back waits no longer than going on did: a claim that something holds would keep the pods away.</summary>
    public TimeSpan Limit => options.GoneWithin < Longest ? options.GoneWithin : Longest;

    public bool LosesNothing => false;

    public string ByHand => Kubectl.Delete("pvc", claim.Namespace, claim.Name);

    public string UndoByHand => Kubectl.AwaitGone("pvc", claim.Namespace, claim.Name);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if ((inventory.Blind() ?? NotEmptyAfterwards()) is { } notNow)
        {
            return notNow;
        }

        if (workload is null && TakenMeanwhile() is { } outcome)
        {
            return outcome;
        }

        return await claims.DeleteAsync(claim.Namespace, claim.Name, claim.Uid, cancellationToken) is Deletion.Accepted
            ? StepOutcome.Done()
            : StepOutcome.Done("it had already gone");
    }

    private StepOutcome? NotEmptyAfterwards() =>
        ReservedDisk.InTheWayOf(inventory, claim) is { } reserved ? StepOutcome.Fail(reserved) : null;

    /// <summary>Nothing used it when it was planned, so nothing was stopped; approval and a snapshot take their time.</summary>
    private StepOutcome? TakenMeanwhile()
    {
        // On its way already: a pod that has come since changes nothing of it.
        if (inventory.Claims.FirstOrDefault(seen => seen.Uid == claim.Uid) is not { DeletionRequested: null })
        {
            return null;
        }

        return UserNow() is { } user
            ? StepOutcome.Fail(Problem.Conflict(
                $"{user} has come to use {claim.ShortName} since this was planned, so it was not deleted.",
                "Ask again: the new plan stops what uses it."))
            : null;
    }

    private string? UserNow() =>
        (ClaimUse.PodsWith(inventory, claim.Namespace, claim.Name), ClaimUse.OwnerOf(inventory, claim.Namespace, claim.Name)) switch
        {
            ([var pod, ..], _) => pod.Name,
            (_, { Replicas: > 0 } owner) => owner.Name,
            _ => null,
        };

    public async Task<StepOutcome> UndoAsync(CancellationToken cancellationToken)
    {
        if (inventory.Blind() is { } blind)
        {
            return blind;
        }

        if (!inventory.Claims.Any(candidate => candidate.Uid == claim.Uid))
        {
            return StepOutcome.Kept("gone for good");
        }

        // The inventory may not know yet that it was told to go.
        if (await claims.IsLivingAsync(claim.Namespace, claim.Name, claim.Uid, cancellationToken))
        {
            return StepOutcome.Done("not deleted");
        }

        return workload is not null && inventory.Workloads.Any(seen => seen.Uid == workload.Reference.Uid && seen.Replicas > 0)
            ? StepOutcome.Kept($"gone for good once no pod uses it; {workload.ShortName} was started meanwhile")
            : StepOutcome.Wait("it is still going; a pod made before it is gone would hang");
    }
}
