namespace ChatOps.Inventory;

/// <summary>
/// Effects on workloads, through their scale subresource. An API server that is away makes every method throw
/// <see cref="ClusterUnavailableException"/>, one that refuses <see cref="ClusterForbiddenException"/>.
/// </summary>
public interface IWorkloads
{
    /// <summary>Asks the API server itself how many pods the workload is to have now.</summary>
    /// <returns>Null when the workload with this UID is gone.</returns>
    Task<int?> FindReplicasAsync(WorkloadReference workload, CancellationToken cancellationToken);

    /// <summary>Changes how many pods the workload is to have, unless somebody else has changed that meanwhile.</summary>
    /// <param name="from">What it must be at that moment; anything else is left alone.</param>
    /// <param name="to">0 or more.</param>
    /// <returns>What it is now: <paramref name="to"/> or somebody else's wish; null when that workload is gone.</returns>
    Task<int?> ScaleAsync(WorkloadReference workload, int from, int to, CancellationToken cancellationToken);
}

/// <param name="Kind">"Deployment" or "StatefulSet".</param>
/// <param name="Uid">Keeps every effect off a workload made anew by the same name.</param>
public sealed record WorkloadReference(string Kind, string Namespace, string Name, string Uid);
