namespace ChatOps.Inventory;

/// <summary>What the cluster noted about its objects; kept for about an hour (kube-apiserver's --event-ttl).</summary>
/// <inheritdoc cref="IPodLogs" path="/summary"/>
public interface IEvents
{
    /// <summary>The events of the object with this UID, the latest last.</summary>
    Task<IReadOnlyList<ClusterEvent>> OfAsync(string @namespace, string uid, CancellationToken cancellationToken);
}

/// <param name="IsWarning">Its type is Warning, not Normal.</param>
/// <param name="Reason">One word, such as "Unhealthy", "FailedMount".</param>
/// <param name="Container">The container it is about, where it is about one.</param>
/// <param name="Count">How often it was seen, at least 1.</param>
/// <param name="LastSeen">Null where the event does not tell.</param>
public sealed record ClusterEvent(
    bool IsWarning, string Reason, string Message, string? Container, int Count, DateTimeOffset? LastSeen);
