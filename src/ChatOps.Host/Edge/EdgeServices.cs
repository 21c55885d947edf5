using ChatOps.Adapters.Storage;
using ChatOps.Chat.Incoming;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.Edge;

public static class EdgeServices
{
    /// <summary>What is longer is not even read; the doors' own limit, which answers in words, comes before.</summary>
    private const long LongestBody = 2 * RequestBody.Longest;

    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    /// <summary>Limits what comes in, trusts the proxies that are named and no others, and keeps in the database what browsers' cookies are sealed with.</summary>
    public static IServiceCollection AddEdge(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<EdgeOptions>(configuration.GetSection(EdgeOptions.Section));
        services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LongestBody;
            server.Limits.RequestHeadersTimeout = HeadersWithin;
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<EdgeOptions>>(Trust);
        services.AddDataProtection().SetApplicationName("chatops").PersistKeysToDbContext<ChatOpsDbContext>();
        return services;
    }

    /// <summary>To be called before everything else.</summary>
    public static void UseEdge(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value.KnownProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UseSecurityHeaders();
        app.UseManagementPort();
    }

    private static void Trust(ForwardedHeadersOptions headers, IOptions<EdgeOptions> edge)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        headers.ForwardLimit = null; // as many as are known
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var network in edge.Value.Networks())
        {
            headers.KnownIPNetworks.Add(network);
        }
    }
}
