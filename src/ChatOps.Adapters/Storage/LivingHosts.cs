using Microsoft.EntityFrameworkCore;

namespace ChatOps.Adapters.Storage;

/// <summary>Which hosts say that they live (<see cref="HostPresence"/>).</summary>
public sealed class LivingHosts(IDbContextFactory<ChatOpsDbContext> databases, TimeProvider time)
{
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var deadBefore = HostPresence.DeadBefore(time);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Hosts.CountAsync(host => host.SeenAt >= deadBefore, cancellationToken);
    }
}
