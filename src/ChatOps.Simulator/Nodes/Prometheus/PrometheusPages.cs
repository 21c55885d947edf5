using ChatOps.Simulator.Nodes.Http;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Nodes.Prometheus;

/// <summary>What a running Prometheus answers about itself: its management API.</summary>
internal static class PrometheusPages
{
    /// <param name="isReady">Whether it has read its data.</param>
    public static InnerPage Page(string path, bool isReady) => path switch
    {
        "/-/healthy" => new(StatusCodes.Status200OK, "Prometheus is Healthy.\n"),
        "/-/ready" when isReady => new(StatusCodes.Status200OK, "Prometheus is Ready.\n"),
        _ when !isReady => new(StatusCodes.Status503ServiceUnavailable, "Service Unavailable"),
        _ => InnerPage.NotFound,
    };
}
