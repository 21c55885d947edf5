using System.CommandLine;
using ChatOps.Adapters.Storage;
using ChatOps.Audit;
using ChatOps.Audit.Exporting;
using Microsoft.EntityFrameworkCore;

namespace ChatOps.Host.CommandLine;

/// <summary>"chatops audit verify" and "chatops audit export": look at the trail in the configured database, also while the bot runs.</summary>
internal static class AuditCommands
{
    public static Command Create() =>
        new("audit", "The audit trail.") { Verify(), AuditExport.Create() };

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
            if (await ExistsAsync(host.Services, cancellationToken))
            {
                return await look(host.Services);
            }

            await Console.Error.WriteLineAsync(
                $"There is no audit trail here ({Environment.CurrentDirectory}): no database that answers, or one without its "
                + "tables. Stand in the folder where the bot was started.");
            return 1;
        });

    private static Command Verify()
    {
        var file = new Option<FileInfo?>("--file")
        {
            Description = "Instead of the database: lines that \"audit export --format jsonl\" wrote.",
        };
        var verify = new Command("verify", "Checks the hash chain and names the first broken entry.") { file }.TakingSettings();
        verify.SetAction((parsed, cancellationToken) => parsed.GetValue(file) is { } lines
            ? VerifyAsync(lines, cancellationToken)
            : LookAsync([.. parsed.UnmatchedTokens], services => VerifyAsync(services, cancellationToken), cancellationToken));
        return verify;
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        await TellAsync(await AuditVerification.OfAsync(services.GetRequiredService<IAuditTrail>(), cancellationToken));

    private static async Task<int> VerifyAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            await Console.Error.WriteLineAsync($"There is no file {file.FullName}.");
            return 1;
        }

        var entries = new List<AuditEntry>();
        await foreach (var line in File.ReadLinesAsync(file.FullName, cancellationToken))
        {
            if (JsonLines.TryRead(line) is not { } entry)
            {
                await Console.Error.WriteLineAsync($"Line {entries.Count + 1} of {file.Name} is no entry of an audit trail.");
                return 1;
            }

            entries.Add(entry);
        }

        return await TellAsync(AuditVerification.OfPart(entries));
    }

    private static async Task<int> TellAsync(AuditVerification found)
    {
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
