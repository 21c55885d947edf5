using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Host.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.IntegrationTests.WebConsole;

/// <summary>The console alone, on a free loopback port, with a fake desk behind it.</summary>
public sealed class ConsoleRig : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ConsoleRig(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public FakeDesk Desk => _app.Services.GetRequiredService<FakeDesk>();

    public ConsoleRoom Room => _app.Services.GetRequiredService<ConsoleRoom>();

    /// <param name="port">0 takes a free one.</param>
    public static async Task<ConsoleRig> StartAsync(
        CancellationToken cancellationToken, int port = 0, string clusterMode = "Simulated")
    {
        var builder = WebApplication.CreateBuilder([$"--Cluster:Mode={clusterMode}"]);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<FakeDesk>();
        builder.Services.AddSingleton<ICommandDesk>(services => services.GetRequiredService<FakeDesk>());
        builder.Services.AddSingleton<ICommandCompletion, FakeCompletion>();
        builder.Services.AddOptions<AccessOptions>();
        builder.Services.AddSingleton<AccessSettings>();
        builder.Services.AddSingleton<People>();
        builder.Services.AddWebConsole(builder.Configuration);

        var app = builder.Build();
        app.MapWebConsole();
        await app.StartAsync(cancellationToken);
        return new ConsoleRig(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
