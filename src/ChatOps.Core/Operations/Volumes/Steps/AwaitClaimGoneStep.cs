using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>
/// Waits until a deleted claim is gone. One that nothing holds any more is touched, should its guard have missed that
/// (kubernetes/kubernetes#120041); its finalizer is never taken off by hand.
/// </summary>
/// <param name="workload">The stopped workload that had it, or null.</param>
internal sealed class AwaitClaimGoneStep(
    PlannedClaim claim,
    WorkloadSwitch? workload,
    IInventory inventory,
    IClaims claims,
    VolumeOptions options,
    TimeProvider time) : IStep
{
    public string Title => $"Wait until {claim.ShortName} is gone";

    public StepTarget? Target => null;

    public TimeSpan Limit => options.GoneWithin;

    /// <summary>A claim that is gone is nothing to take back.</summary>
    public bool Settles(IStep earlier) => earlier is DeleteClaimStep deletion && deletion.Target == claim.Target;

    public string ByHand => Kubectl.AwaitGone("pvc", claim.Namespace, claim.Name);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if (inventory.Blind() is { } blind)
        {
            return blind;
        }

        if (inventory.Claims.FirstOrDefault(candidate => candidate.Uid == claim.Uid) is not { } dying)
        {
            return StepOutcome.Done();
        }

        if (workload is not null && await workload.NoticeStartAsync(cancellationToken) is { } started)
        {
            return started;
        }

        return ClaimUse.PodsWith(inventory, claim.Namespace, claim.Name) is [var pod, ..]
            ? StepOutcome.Wait($"{ShortName.Of(pod.Name, claim.Release)} still uses it")
            : Nudge(dying);
    }

    /// <summary>The same touch twice changes nothing, so that it need not be remembered.</summary>
    private StepOutcome Nudge(Claim dying) =>
        dying.DeletionRequested is not { } since || time.GetUtcNow() - since < options.NudgeAfter
            ? StepOutcome.Wait("the cluster lets it go")
            : StepOutcome.Detour($"Touch {claim.ShortName}, which nothing uses and which stays", claim.Target, NudgeAsync);

    private async Task<StepOutcome> NudgeAsync(CancellationToken cancellationToken)
    {
        await claims.TouchAsync(claim.Namespace, claim.Name, claim.Uid, cancellationToken);
        return StepOutcome.Wait("nothing uses it; the cluster was nudged to look at it again");
    }
}
