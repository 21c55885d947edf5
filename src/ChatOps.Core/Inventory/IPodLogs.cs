namespace ChatOps.Inventory;

/// <summary>
/// What containers wrote. An API server that is away makes the method throw <see cref="ClusterUnavailableException"/>, one
/// that refuses <see cref="ClusterForbiddenException"/>; so it is with every port that reads from the cluster.
/// </summary>
public interface IPodLogs
{
    /// <summary>The last lines of one run of a container, oldest first, as they were written: secrets are not masked yet.</summary>
    /// <param name="container">By name, always: side-cars write too.</param>
    /// <param name="run">The run before the last restart, or the one of now.</param>
    /// <param name="lines">1 or more; long lines count against a limit of bytes too, and the oldest are left out.</param>
    /// <returns>Null when there is no such log: no such run, or nothing kept of it.</returns>
    Task<IReadOnlyList<LogLine>?> TailAsync(
        PodKey pod, string container, ContainerRun run, int lines, CancellationToken cancellationToken);
}

/// <summary>Which life of a container is meant.</summary>
public enum ContainerRun
{
    Current,
    Previous,
}

/// <param name="Time">When the kubelet took it in.</param>
public sealed record LogLine(DateTimeOffset Time, string Text);
