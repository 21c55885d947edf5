using ChatOps.Operations.Volumes;

namespace ChatOps.Operations.Recovering;

/// <summary>A claim that goes, with the disk behind it, or null while it has none.</summary>
public sealed record LostVolume(PlannedClaim Claim, PlannedDisk? Disk)
{
    /// <summary>Its storage class lets a claim ask for more, so that a full one need not go.</summary>
    public bool CanGrow { get; init; }
}
