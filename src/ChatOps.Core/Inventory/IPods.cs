namespace ChatOps.Inventory;

/// <summary>Effects on pods. An API server that is away makes every method throw <see cref="ClusterUnavailableException"/>.</summary>
public interface IPods
{
    /// <summary>
    /// Deletes exactly the pod with this UID (a precondition of the request, so that a successor by the same name is
    /// safe), waiting for nothing.
    /// </summary>
    /// <param name="grace">Time to end in, or null for the pod's own; zero kills at once.</param>
    Task<Deletion> DeleteAsync(
        string @namespace, string name, string uid, TimeSpan? grace, CancellationToken cancellationToken);
}

/// <summary>What became of a request to delete.</summary>
public enum Deletion
{
    /// <summary>It is ending now (or was already).</summary>
    Accepted,

    /// <summary>There is nothing by that name.</summary>
    Gone,

    /// <summary>Something else has the name now, and was left alone.</summary>
    Replaced,
}

/// <summary>The API server can't be reached, or refuses work for now.</summary>
public sealed class ClusterUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The API server answered that the bot may not do this.</summary>
public sealed class ClusterForbiddenException(string message, Exception? inner = null) : Exception(message, inner);
