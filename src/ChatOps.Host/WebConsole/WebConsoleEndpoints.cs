using ChatOps.Host.Simulation;

namespace ChatOps.Host.WebConsole;

public static class WebConsoleEndpoints
{
    private const string Off =
        "The console is off: it has no login, and Cluster:Mode isn't Simulated. Talk to the bot in its chat.\n";

    /// <summary>The console's page at /, with its protection. To be called after authentication, where there is any.</summary>
    public static WebApplication MapWebConsole(this WebApplication app)
    {
        if (!app.Configuration.IsSimulated())
        {
            app.MapGet("/", () => TypedResults.Text(Off, statusCode: StatusCodes.Status404NotFound));
            return app;
        }

        app.UseConsoleAssets();
        app.UseConsoleProtection();
        app.UseAntiforgery();
        app.MapStaticAssets(ConsoleAssets.EndpointsManifest).WithMetadata(new ConsoleEndpoint());
        app.MapRazorComponents<ConsoleDocument>()
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null)
            .WithStaticAssets(ConsoleAssets.EndpointsManifest)
            .WithMetadata(new ConsoleEndpoint());
        return app;
    }
}
