using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>The HTTP servers inside the cluster, as far as they are simulated.</summary>
public interface IPodProxy
{
    /// <summary>Answers a request that came through the API to a pod or a service.</summary>
    /// <param name="target">The pod or the service.</param>
    /// <param name="port">Number or name; null for the only one.</param>
    /// <param name="path">The path inside, beginning with a slash.</param>
    /// <exception cref="ApiException">Nothing answers there.</exception>
    Task AnswerAsync(StoredObject target, string? port, string path, HttpContext http);
}
