namespace ChatOps.Inventory;

/// <summary>How full volumes are, as the kubelet that mounts them measures about once a minute.</summary>
/// <inheritdoc cref="IPodLogs" path="/summary"/>
public interface IStorageFills
{
    /// <param name="node">The node whose pod mounts the claim.</param>
    /// <returns>Null when that node's kubelet measured nothing for this claim.</returns>
    Task<StorageFill?> FindAsync(string node, string @namespace, string claim, CancellationToken cancellationToken);
}

/// <param name="UsedBytes">0 or more.</param>
/// <param name="CapacityBytes">Of the file system, a little less than the disk's; more than 0.</param>
public sealed record StorageFill(long UsedBytes, long CapacityBytes)
{
    /// <summary>0 to 100, rounded down: 100 means that no byte is left.</summary>
    public int Percent => (int)(100 * (decimal)UsedBytes / CapacityBytes);
}
