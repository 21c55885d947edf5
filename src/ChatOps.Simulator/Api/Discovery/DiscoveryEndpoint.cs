using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Api.Discovery;

/// <summary>Answers everything that is about the API rather than about objects.</summary>
internal static class DiscoveryEndpoint
{
    private static readonly string[] Health = ["/healthz", "/livez", "/readyz"];

    /// <returns>Whether the request was one of those.</returns>
    public static async Task<bool> TryAnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var accept = http.Request.Headers.Accept.ToString();
        if (Health.Contains(path))
        {
            http.Response.ContentType = "text/plain; charset=utf-8";
            await HttpResponseWritingExtensions.WriteAsync(http.Response, "ok");
            return true;
        }

        if (AggregatedDiscovery.IsAskedFor(accept) && AggregatedDiscovery.At(path) is { } aggregated)
        {
            await http.Response.WriteAsync(200, aggregated, AggregatedDiscovery.ContentType);
            return true;
        }

        var document = path == "/version" ? ClusterVersion.Document() : DiscoveryDocuments.At(path) ?? OpenApiDocuments.At(path);
        if (document is null)
        {
            return false;
        }

        await http.Response.WriteAsync(200, document);
        return true;
    }
}
