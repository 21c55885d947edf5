namespace ChatOps.Inventory;

/// <summary>The HTTP pages that pods serve, asked for through the API server.</summary>
public interface IPodPages
{
    /// <summary>Gets a page of a pod.</summary>
    /// <param name="port">1 to 65535.</param>
    /// <param name="path">Beginning with a slash.</param>
    /// <returns>What the pod answered, an error included; null when nothing answers there.</returns>
    /// <exception cref="ClusterUnavailableException">The API server is away.</exception>
    /// <exception cref="ClusterForbiddenException">It refuses.</exception>
    Task<PodPage?> GetAsync(PodKey pod, int port, string path, CancellationToken cancellationToken);
}

/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The first kilobytes of the body.</param>
public sealed record PodPage(int Status, string Text)
{
    public bool IsGood => Status is >= 200 and < 300;
}
