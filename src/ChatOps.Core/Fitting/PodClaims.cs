using ChatOps.Inventory;

namespace ChatOps.Fitting;

/// <summary>What is wrong with a claim so that its pod can't go anywhere.</summary>
public enum ClaimTrouble
{
    Missing,

    /// <summary>It is being deleted, which can't be undone.</summary>
    Ending,

    /// <summary>Its disk is gone, and the data with it.</summary>
    Lost,

    /// <summary>It has no disk yet, and does not wait for a pod to get one.</summary>
    Unbound,
}

/// <param name="StorageClass">The class it asks for, or null.</param>
public sealed record ClaimProblem(string Claim, ClaimTrouble Trouble, string? StorageClass)
{
    public string Words => Trouble switch
    {
        ClaimTrouble.Missing => $"claim {Claim} does not exist",
        ClaimTrouble.Ending => $"claim {Claim} is being deleted",
        ClaimTrouble.Lost => $"claim {Claim} has lost its disk",
        _ => $"claim {Claim} has no disk yet ({(StorageClass is null ? "it names no storage class" : $"class {StorageClass}")})",
    };
}

/// <summary>The claims of a pod, and those for which it waits wherever it would go: no node is looked at before they are well.</summary>
public sealed class PodClaims
{
    private readonly List<Claim> _found = [];
    private readonly List<ClaimProblem> _problems = [];

    public PodClaims(Candidate candidate, Landscape landscape)
    {
        foreach (var name in candidate.Claims)
        {
            var claim = landscape.FindClaim(candidate.Namespace, name);
            if (claim is not null)
            {
                _found.Add(claim);
            }

            if (TroubleOf(claim, landscape) is { } trouble)
            {
                _problems.Add(new(name, trouble, claim?.StorageClass));
            }
        }
    }

    public IReadOnlyList<Claim> Found => _found;

    public IReadOnlyList<ClaimProblem> Problems => _problems;

    private static ClaimTrouble? TroubleOf(Claim? claim, Landscape landscape) => claim switch
    {
        null => ClaimTrouble.Missing,
        { DeletionRequested: not null } => ClaimTrouble.Ending,
        { Phase: "Lost" } => ClaimTrouble.Lost,
        { IsBound: true } => landscape.FindVolume(claim.VolumeName!) is null ? ClaimTrouble.Lost : null, // bound, so to one by name
        { VolumeName: not null } => ClaimTrouble.Unbound,
        _ => landscape.FindClass(claim.StorageClass) is { WaitsForPod: true } ? null : ClaimTrouble.Unbound,
    };
}
