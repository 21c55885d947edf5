using System.CommandLine;
using ChatOps.Adapters.Storage;
using ChatOps.Host.Jobs;

namespace ChatOps.Host.CommandLine;

/// <summary>"chatops migrate": brings the database to this version's shape, as the start would, before any host of it starts.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Brings the database to this version's shape; hosts of the version before work on beside it.")
            .TakingSettings();
        command.SetAction((parsed, cancellationToken) =>
            Serving.OrExplainAsync(() => RunAsync([.. parsed.UnmatchedTokens], cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, CancellationToken cancellationToken)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(settings);
        builder.Logging.ClearProviders();
        builder.Services.AddStorage(builder.Configuration);
        using var host = builder.Build().WithGoodSettings();
        await host.Services.ReachDatabaseAsync(cancellationToken);
        var made = await host.Services.MigrateAsync(cancellationToken);
        await ActivatorUtilities.CreateInstance<JobTables>(host.Services).StartAsync(cancellationToken);
        Console.WriteLine(made.Count == 0
            ? "The database has the shape of this version already."
            : $"Made {Words.Count(made.Count, "change")}: {string.Join(", ", made)}.");
        return 0;
    }
}
