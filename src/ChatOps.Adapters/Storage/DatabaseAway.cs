using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Storage;

/// <summary>A database that can't be reached, or lets nobody in, in words.</summary>
public static class DatabaseAway
{
    /// <summary>What to do about it.</summary>
    public const string WayOut = "Look at ConnectionStrings:ChatOps, and whether the server can be reached from here.";

    /// <returns>What the database or the way to it says; null when something else is the matter.</returns>
    public static string? Reason(Exception exception) => exception is DbException
        ? exception.Message
        : exception.InnerException is { } inner ? Reason(inner) : null;

    /// <summary>Connects once. A file that is not there is no server that is away: SQLite's is passed over.</summary>
    /// <exception cref="DbException">The server does not answer, or lets nobody in.</exception>
    public static async Task ReachDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IOptions<StorageOptions>>().Value.Provider is not StorageProvider.PostgreSql)
        {
            return;
        }

        await using var database = await services.GetRequiredService<IDbContextFactory<ChatOpsDbContext>>().CreateDbContextAsync(cancellationToken);
        await database.Database.OpenConnectionAsync(cancellationToken);
    }
}
