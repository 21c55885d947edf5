namespace ChatOps.Inventory;

/// <summary>How full volumes are, as the kubelet that mounts them measures about once a minute.</summary>
/// <inheritdoc cref="IPodLogs" path="/summary"/>
public interface IStorageFills
{
    /// <param name="node">The node that the pod is on.</param>
    /// <returns>The fullest of the claims that the pod mounts; null when that node's kubelet measured none.</returns>
    Task<StorageFill?> FindFullestAsync(string node, PodKey pod, CancellationToken cancellationToken);
}

/// <param name="UsedBytes">0 or more.</param>
/// <param name="CapacityBytes">What may be used, more than 0: less than the disk has, for file systems keep some back.</param>
public sealed record StorageFill(long UsedBytes, long CapacityBytes)
{
    /// <summary>0 to 100, rounded down: 100 means that no byte is left.</summary>
    public int Percent => (int)(100 * (decimal)UsedBytes / CapacityBytes);
}
