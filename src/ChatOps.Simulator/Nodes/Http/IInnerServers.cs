using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Nodes.Http;

/// <summary>The HTTP servers inside the cluster, as far as they are simulated.</summary>
public interface IInnerServers
{
    /// <summary>Answers a request that came through the API to a pod, a service or a node.</summary>
    /// <param name="target">The pod, the service or the node.</param>
    /// <param name="port">Number or name; null for the only one.</param>
    /// <param name="path">The path inside, beginning with a slash.</param>
    /// <exception cref="ApiException">Nothing answers there.</exception>
    Task AnswerAsync(StoredObject target, string? port, string path, HttpContext http);
}
