namespace ChatOps.Inventory;

/// <summary>
/// How far the cluster autoscaler may go, where it writes its status
/// (https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md).
/// </summary>
/// <inheritdoc cref="IPodLogs" path="/summary"/>
public interface IAutoscaler
{
    /// <returns>Null where none writes its status, or in a form that is not known.</returns>
    Task<AutoscalerStatus?> FindAsync(CancellationToken cancellationToken);
}

/// <param name="Groups">The nodes that it makes more or less of.</param>
/// <param name="WrittenAt">When it was alive last; null where it does not tell.</param>
public sealed record AutoscalerStatus(ValueList<NodeGroup> Groups, DateTimeOffset? WrittenAt);

/// <param name="Name">As its cloud calls it: an instance group's address, a scaling group, a scale set, the id of a pool.</param>
/// <param name="Target">How many nodes the cloud was told to have.</param>
/// <param name="Max">How many it may have at most.</param>
/// <param name="Setback">Why it brings none for a while, though it may: the cloud's own words; null while it would.</param>
public sealed record NodeGroup(string Name, int Target, int Max, string? Setback)
{
    /// <summary>It may have no more.</summary>
    public bool IsFull => Target >= Max;
}
