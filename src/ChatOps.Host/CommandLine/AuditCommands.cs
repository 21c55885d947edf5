using System.CommandLine;
using ChatOps.Adapters.Storage;

namespace ChatOps.Host.CommandLine;

/// <summary>"chatops audit verify" and "chatops audit export": look at the trail in the configured database, also while the bot runs.</summary>
internal static class AuditCommands
{
    public static Command Create() =>
        new("audit", "The audit trail.") { AuditVerify.Create(), AuditExport.Create() };

    /// <summary>Looks at the trail, unless there is none.</summary>
    /// <param name="settings">Given as arguments.</param>
    /// <param name="look">Gets the services of storage; returns the exit code.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> LookAsync(
        IReadOnlyList<string> settings, Func<IServiceProvider, Task<int>> look, CancellationToken cancellationToken) =>
        Serving.OrExplainAsync(async () =>
        {
            var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder([.. settings]);
            builder.Logging.ClearProviders();
            builder.Services.AddStorage(builder.Configuration);
            using var host = builder.Build().WithGoodSettings();
            await host.Services.ReachDatabaseAsync(cancellationToken);
            if (await host.Services.HasDatabaseAsync(cancellationToken))
            {
                return await look(host.Services);
            }

            await Console.Error.WriteLineAsync(
                $"There is no audit trail here ({Environment.CurrentDirectory}): no database that answers, or one without its "
                + "tables. Stand in the folder where the bot was started.");
            return 1;
        });
}
