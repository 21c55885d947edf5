using ChatOps.Host.WebConsole.SignIn;

namespace ChatOps.Host.WebConsole;

public static class WebConsoleEndpoints
{
    private const string Off =
        "The console is off: no sign-in is set up (Console:Authority), and Cluster:Mode isn't Simulated. Talk to the bot in its chat.\n";

    /// <summary>The console's page at /, with its protection. To be called after authentication, where there is any.</summary>
    public static WebApplication MapWebConsole(this WebApplication app)
    {
        var mode = app.Services.GetRequiredService<ConsoleMode>();
        if (!mode.IsOn)
        {
            app.MapGet("/", () => TypedResults.Text(Off, statusCode: StatusCodes.Status404NotFound));
            return app;
        }

        app.UseConsoleAssets();
        if (mode.HasSignIn)
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }

        app.UseConsoleProtection();
        app.UseAntiforgery();
        app.MapStaticAssets(ConsoleAssets.EndpointsManifest).WithMetadata(new ConsoleEndpoint());
        var page = app.MapRazorComponents<ConsoleDocument>()
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null)
            .WithStaticAssets(ConsoleAssets.EndpointsManifest)
            .WithMetadata(new ConsoleEndpoint());
        if (mode.HasSignIn)
        {
            page.RequireAuthorization(SignInServices.Policy);
            app.MapSignIn();
        }

        return app;
    }
}
