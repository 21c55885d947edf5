namespace ChatOps.Inventory;

/// <summary>Snapshots of disks, where the cluster has that API (snapshot.storage.k8s.io/v1).</summary>
/// <inheritdoc cref="IPods" path="/summary"/>
public interface ISnapshots
{
    /// <summary>Tries whether a snapshot of a claim could be taken, without taking one.</summary>
    /// <returns>False where the cluster has no such API.</returns>
    Task<bool> IsOfferedAsync(string @namespace, string claim, CancellationToken cancellationToken);

    /// <summary>Begins a snapshot of a claim under a name, or looks how far the one by that name is that bears the same mark.</summary>
    Task<Snapshot> TakeAsync(
        string @namespace, string claim, string name, SnapshotMark mark, CancellationToken cancellationToken);
}

/// <summary>How far a snapshot is.</summary>
/// <param name="Error">What the storage said, while it is not ready; or null.</param>
public sealed record Snapshot(SnapshotState State, string? Error = null);

/// <summary>What a snapshot was taken for, and is known by: one by the same name may be of another claim, or of long ago.</summary>
public sealed record SnapshotMark(int OperationId, string ClaimUid);

public enum SnapshotState
{
    /// <summary>The cluster has no snapshot API.</summary>
    NotOffered,

    /// <summary>The storage is at it.</summary>
    Pending,

    /// <summary>A disk can be made from it.</summary>
    Ready,

    /// <summary>There is one by that name, which was taken for something else.</summary>
    Foreign,
}
