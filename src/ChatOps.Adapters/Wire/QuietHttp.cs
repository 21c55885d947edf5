using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Adapters.Wire;

internal static class QuietHttp
{
    /// <summary>
    /// No log lines about requests, whose headers, addresses and bodies hold secrets, and no redirects and cookies, which would
    /// carry them elsewhere. The client lives as long as the process, so connections are renewed to follow DNS.
    /// </summary>
    public static IHttpClientBuilder WithoutTraces(this IHttpClientBuilder client) => client
        .RemoveAllLoggers()
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        });
}
