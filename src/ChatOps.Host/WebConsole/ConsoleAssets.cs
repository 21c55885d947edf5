using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.Extensions.FileProviders;

namespace ChatOps.Host.WebConsole;

/// <summary>
/// Finds the console's style sheets and scripts beside the program instead of under the current directory, since the host
/// may be started from anywhere: published they are in wwwroot, built they are where the build's manifest says.
/// </summary>
public static class ConsoleAssets
{
    private static readonly string Name = typeof(ConsoleAssets).Assembly.GetName().Name!; // our own assembly has a name

    /// <summary>The list of assets with their fingerprints and encodings, written by the build.</summary>
    public static string EndpointsManifest { get; } =
        Path.Combine(AppContext.BaseDirectory, $"{Name}.staticwebassets.endpoints.json");

    public static void UseConsoleAssets(this WebApplication app)
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (Directory.Exists(published))
        {
            app.Environment.WebRootFileProvider = new PhysicalFileProvider(published);
            return;
        }

        var built = Path.Combine(AppContext.BaseDirectory, $"{Name}.staticwebassets.runtime.json");
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new(WebHostDefaults.StaticWebAssetsKey, built)])
            .Build();
        StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, configuration);
    }
}
