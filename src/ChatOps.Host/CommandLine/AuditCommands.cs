using System.CommandLine;
using ChatOps.Adapters.Storage;
using ChatOps.Audit;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.Host.CommandLine;

/// <summary>"chatops audit verify": checks the trail in the configured database, also while the bot runs.</summary>
internal static class AuditCommands
{
    public static Command Create()
    {
        var verify = new Command("verify", "Checks the hash chain and names the first broken entry.").TakingSettings();
        verify.SetAction((parsed, cancellationToken) =>
            Serving.OrExplainAsync(() => VerifyAsync([.. parsed.UnmatchedTokens], cancellationToken)));
        return new Command("audit", "The audit trail.") { verify };
    }

    private static async Task<int> VerifyAsync(string[] settings, CancellationToken cancellationToken)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(settings);
        builder.Logging.ClearProviders();
        builder.Services.AddStorage(builder.Configuration);
        using var host = builder.Build();
        if (!await ExistsAsync(host.Services, cancellationToken))
        {
            await Console.Error.WriteLineAsync(
                $"There is no audit trail here ({Environment.CurrentDirectory}): no database that answers, or one without its "
                + "tables. Stand in the folder where the bot was started.");
            return 1;
        }

        var trail = host.Services.GetRequiredService<IAuditTrail>();
        var found = await AuditVerification.OfAsync(trail, cancellationToken);
        if (found.IsIntact)
        {
            Console.WriteLine($"The audit trail is intact: {Words.Count((int)found.Entries, "entry")}, head {found.Head?.ShortHash ?? "none"}.");
            return 0;
        }

        await Console.Error.WriteLineAsync(
            $"The audit trail is broken at entry {found.Broken}: {found.Reason}. The {found.Entries} before it hold.");
        return 1;
    }

    private static async Task<bool> ExistsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var databases = services.GetRequiredService<IDbContextFactory<ChatOpsDbContext>>();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Database.CanConnectAsync(cancellationToken)
            && !(await database.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }
}
