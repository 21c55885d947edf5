using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// Brings the database to this version's shape before anything else starts. A database that is away is waited for: the
/// two may be started at the same time, in any order.
/// </summary>
internal sealed partial class DatabaseMigration(
    IDbContextFactory<ChatOpsDbContext> databases, TimeProvider time, ILogger<DatabaseMigration> logger) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (!await TryMigrateAsync(cancellationToken))
        {
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> TryMigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await database.MigrateAsync(cancellationToken);
            return true;
        }
        catch (Exception away) when (IsAway(away))
        {
            LogAway(away.GetBaseException().Message);
            return false;
        }
    }

    /// <summary>EF wraps what may pass by itself in an exception that advises to try again.</summary>
    private static bool IsAway(Exception exception) =>
        exception is DbException { IsTransient: true } or SocketException or TimeoutException
        || (exception.InnerException is { } inner && IsAway(inner));

    [LoggerMessage(LogLevel.Warning, "The database does not answer, so the start waits for it: {Reason}")]
    private partial void LogAway(string reason);
}
