namespace ChatOps.Inventory;

/// <summary>Effects on persistent volumes, the disks behind claims. Those with a yes or no return false when that volume is gone.</summary>
/// <inheritdoc cref="IPods" path="/summary"/>
public interface IVolumes
{
    /// <summary>
    /// Lets the disk outlive its claim: reclaim policy Retain. On the volume it is remembered which policy it had, and the
    /// labels of its claim.
    /// </summary>
    Task<bool> KeepAsync(VolumeReference volume, CancellationToken cancellationToken);

    /// <summary>
    /// Gives the volume back the reclaim policy it had before <see cref="KeepAsync"/>, if that is remembered. Only for a
    /// volume whose claim lives: any other would be deleted at once.
    /// </summary>
    Task<bool> LetGoAsync(VolumeReference volume, CancellationToken cancellationToken);

    /// <summary>
    /// Frees a volume from a claim that is gone, for a new claim by the same name; nobody else gets it. A volume that has
    /// another claim already is left as it is.
    /// </summary>
    /// <param name="claimUid">The claim that is gone.</param>
    Task<Reservation> ReserveAsync(
        VolumeReference volume, string @namespace, string claim, string claimUid, CancellationToken cancellationToken);

    /// <summary>Takes <see cref="ReserveAsync"/> back: the volume is the gone claim's again, and no new claim gets it.</summary>
    /// <returns><see cref="Reservation.Reserved"/> when it is so now; <see cref="Reservation.Taken"/> when a claim has it already.</returns>
    /// <inheritdoc cref="ReserveAsync" path="/param"/>
    Task<Reservation> ReleaseAsync(
        VolumeReference volume, string @namespace, string claim, string claimUid, CancellationToken cancellationToken);
}

/// <summary>What came of reserving a volume.</summary>
public enum Reservation
{
    /// <summary>It waits for a claim by that name, and for no other.</summary>
    Reserved,

    /// <summary>Another claim has it, or is to have it.</summary>
    Taken,

    /// <summary>There is no such volume any more.</summary>
    Gone,
}

public sealed record VolumeReference(string Name, string Uid);
