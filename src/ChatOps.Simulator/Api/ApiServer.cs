using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Simulator.Api;

/// <summary>The HTTP server of the API, with a host of its own: it starts and stops apart from whatever runs it.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _host;

    private ApiServer(WebApplication host) => _host = host;

    /// <summary>Where it listens, with the port it really has.</summary>
    public Uri Url => new(
        _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="certificate">Makes it speak TLS; null leaves it without.</param>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<ApiServer> StartAsync(
        Uri url, X509Certificate2? certificate, RequestDelegate answer, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        // Nothing but what is said here: the settings, signals and console of the process belong to whoever runs the cluster.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (certificate is not null)
        {
            url = new UriBuilder(Uri.UriSchemeHttps, url.Host, url.Port).Uri;
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(
                kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        }

        var host = builder.Build();
        host.Urls.Add(url.GetLeftPart(UriPartial.Authority));
        host.UseWebSockets();
        host.Run(answer);
        await host.StartAsync(cancellationToken);
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }

    /// <summary>The usual one would take the signals that end the process for its own.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
