namespace ChatOps.Inventory;

/// <summary>Effects on volume claims.</summary>
/// <inheritdoc cref="IPods" path="/summary"/>
public interface IClaims
{
    /// <summary>
    /// Tells exactly the claim with this UID to go. It does so only when no pod mounts it any more, and nothing can call
    /// this back.
    /// </summary>
    Task<Deletion> DeleteAsync(string @namespace, string name, string uid, CancellationToken cancellationToken);

    /// <summary>Asks the API server itself whether the claim with this UID is there and may stay.</summary>
    Task<bool> IsLivingAsync(string @namespace, string name, string uid, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a note on the claim with this UID, the same one each time, so that whoever guards claims looks at it again:
    /// the protection controller can miss an event (kubernetes/kubernetes#120041). Harmless when the claim is gone.
    /// </summary>
    Task TouchAsync(string @namespace, string name, string uid, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a claim that is to get one volume and no other, with that volume's size, access modes and class and the labels
    /// that <see cref="IVolumes.KeepAsync"/> remembered.
    /// </summary>
    /// <returns>False when there is a claim by that name with another volume, or the volume is gone.</returns>
    Task<bool> BindAsync(
        string @namespace, string name, VolumeReference volume, CancellationToken cancellationToken);
}
