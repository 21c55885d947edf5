using Microsoft.EntityFrameworkCore;

namespace ChatOps.Adapters.Storage;

/// <summary>Gives out the configured kind of database to those who need not know which it is.</summary>
internal sealed class DatabaseFactory<TDatabase>(IDbContextFactory<TDatabase> databases)
    : IDbContextFactory<ChatOpsDbContext>
    where TDatabase : ChatOpsDbContext
{
    public ChatOpsDbContext CreateDbContext() => databases.CreateDbContext();

    public async Task<ChatOpsDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await databases.CreateDbContextAsync(cancellationToken);
}
