namespace ChatOps.Inventory;

/// <summary>A persistent volume claim.</summary>
/// <param name="Phase">Pending, Bound or Lost; a claim that is being deleted stays Bound and is terminating.</param>
/// <param name="Capacity">Bytes it holds, 0 while unbound.</param>
/// <param name="AccessModes">In kubectl's short form: "RWO", "RWX" ...</param>
public sealed record Claim(
    string Namespace,
    string Name,
    string Uid,
    Labels Labels,
    string Phase,
    string? VolumeName,
    long Capacity,
    string AccessModes,
    string? StorageClass,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletionRequested);

/// <summary>A persistent volume: the disk behind a claim.</summary>
/// <param name="Phase">Available, Bound, Released (its claim is gone) or Failed.</param>
/// <param name="Capacity">Bytes it holds.</param>
/// <param name="ReclaimPolicy">What becomes of it when its claim goes: Retain, Delete or Recycle.</param>
/// <param name="ClaimNamespace">Where its claim is or was, or null for a volume never claimed; so are the two after it.</param>
/// <param name="ClaimUid">The claim that has or had it; a claim by the same name with another UID does not get it back.</param>
public sealed record Volume(
    string Name,
    string Uid,
    string Phase,
    long Capacity,
    string ReclaimPolicy,
    string? StorageClass,
    string? ClaimNamespace,
    string? ClaimName,
    string? ClaimUid,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletionRequested)
{
    /// <summary>The only zone in which pods can mount it, or null for any.</summary>
    public string? Zone { get; init; }
}
