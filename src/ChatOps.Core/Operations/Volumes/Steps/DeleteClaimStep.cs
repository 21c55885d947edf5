using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes.Steps;

/// <summary>Deletes one claim. Its UID keeps a second run off the successor. There is no way back.</summary>
internal sealed class DeleteClaimStep(PlannedClaim claim, IClaims claims) : IStep
{
    public string Title => $"Delete the claim {claim.ShortName}";

    public StepTarget? Target => new("PersistentVolumeClaim", claim.Namespace, claim.Name, claim.Uid);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public string ByHand => Kubectl.Delete("pvc", claim.Namespace, claim.Name);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken) =>
        await claims.DeleteAsync(claim.Namespace, claim.Name, claim.Uid, cancellationToken) is Deletion.Accepted
            ? StepOutcome.Done()
            : StepOutcome.Done("it had already gone");
}
