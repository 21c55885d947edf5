using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>Makes the claim by hand, before its workload would, so that it gets the kept disk and no other.</summary>
internal sealed class BindClaimStep(PlannedClaim claim, VolumeReference disk, IClaims claims) : IStep
{
    public string Title => $"Make the claim {claim.ShortName} for it";

    public StepTarget? Target => new("PersistentVolume", "", disk.Name, disk.Uid);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken) =>
        await claims.BindAsync(claim.Namespace, claim.Name, disk, cancellationToken)
            ? StepOutcome.Done()
            : StepOutcome.Fail(Problem.Conflict(
                $"Somebody made another claim {claim.ShortName} meanwhile, or the volume {disk.Name} is gone.",
                "Look with volumes, and ask again."));
}
