using ChatOps.Inventory;

namespace ChatOps.Operations.Volumes;

/// <summary>
/// A disk that waits for a claim by a name: the next claim by that name gets it, with all that is on it, and no empty one
/// (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume).
/// </summary>
internal static class ReservedDisk
{
    /// <summary>Why deleting the claim would bring no empty volume; null where it would.</summary>
    public static Problem? InTheWayOf(IInventory inventory, PlannedClaim claim) =>
        inventory.Volumes.FirstOrDefault(volume => IsFor(volume, claim)) is { } disk
            ? Problem.Conflict(
                $"{claim.ShortName} would not come back empty: the disk {disk.Name} is reserved for the next claim by that name.",
                $"Delete that disk, or take the reservation off it: {Kubectl.Free(disk.Name)}")
            : null;

    private static bool IsFor(Volume volume, PlannedClaim claim) =>
        volume.ClaimNamespace == claim.Namespace && volume.ClaimName == claim.Name && volume.ClaimUid is null or "";
}
