using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>A cluster in which no pod answers HTTP.</summary>
internal sealed class NoPodProxy : IPodProxy
{
    public Task AnswerAsync(StoredObject target, string? port, string path, HttpContext http) => throw new ApiException(
        503,
        "ServiceUnavailable",
        target.Type == ResourceTypes.Services
            ? $"no endpoints available for service \"{target.Name}\""
            : "error trying to reach service: connection refused");
}
