using ChatOps.Operations.Volumes;

namespace ChatOps.Operations.Recovering;

/// <summary>A claim that goes, with the disk behind it, or null while it has none.</summary>
public sealed record LostVolume(PlannedClaim Claim, PlannedDisk? Disk);
