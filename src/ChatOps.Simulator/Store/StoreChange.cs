namespace ChatOps.Simulator.Store;

public enum ChangeKind
{
    Added,
    Modified,
    Deleted,
}

/// <summary>One committed write.</summary>
/// <param name="Stored">The object after the write; for a deletion its last state, under the deletion's own resourceVersion.</param>
/// <param name="Previous">The object before the write; null for an addition.</param>
public sealed record StoreChange(ChangeKind Kind, StoredObject Stored, StoredObject? Previous)
{
    public long ResourceVersion => Stored.ResourceVersion;
}
