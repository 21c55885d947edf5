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
