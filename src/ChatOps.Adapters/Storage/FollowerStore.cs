using System.Collections.Immutable;
using System.Text.Json;
using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Storage;

/// <summary>
/// The followers' places in a relational database. A place is the host's that has it for as long as that is alive
/// (<see cref="HostPresence"/>).
/// </summary>
public sealed class FollowerStore(
    IDbContextFactory<ChatOpsDbContext> databases, IOptions<OperationOptions> options, TimeProvider time) : IFollowing
{
    private string Host => options.Value.Worker;

    public async Task<FollowerPlace?> ClaimAsync(string follower, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Followers.AsNoTracking().SingleOrDefaultAsync(row => row.Name == follower, cancellationToken) is not { } row)
        {
            return await EnlistAsync(database, follower, cancellationToken);
        }

        if (row.Host == Host)
        {
            return Place(row);
        }

        if (!await TryTakeOverAsync(database, row, cancellationToken))
        {
            return null;
        }

        row.Revision++;
        return Place(row);
    }

    public async Task<IReadOnlyList<AuditEntry>> WindowAsync(
        FollowerPlace place, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.AuditEntries.AsNoTracking()
            .Where(entry => entry.Sequence > place.Position)
            .OrderBy(entry => entry.Sequence)
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    public async Task<bool> MoveAsync(FollowerPlace from, FollowerPlace to, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (position, ahead) = (to.Position, JsonSerializer.Serialize(to.Ahead));
        var own = database.Followers
            .Where(row => row.Name == from.Follower && row.Host == Host && row.Revision == from.Revision);
        return await database.WriteAsync(
            stop => own.ExecuteUpdateAsync(
                row => row
                    .SetProperty(found => found.Position, position)
                    .SetProperty(found => found.Ahead, ahead)
                    .SetProperty(found => found.Revision, found => found.Revision + 1),
                stop),
            cancellationToken) == 1;
    }

    private async Task<FollowerPlace?> EnlistAsync(
        ChatOpsDbContext database, string follower, CancellationToken cancellationToken)
    {
        var head = await database.AuditEntries.MaxAsync(entry => (long?)entry.Sequence, cancellationToken) ?? 0;
        var row = new FollowerRow { Name = follower, Host = Host, Position = head, Ahead = "{}" };
        database.Followers.Add(row);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return Place(row);
        }
        catch (DbUpdateException taken) when (database.IsDuplicate(taken))
        {
            // Another host was faster.
            return null;
        }
    }

    /// <summary>Of two that try at once one gets it: the other's update finds another revision.</summary>
    private async Task<bool> TryTakeOverAsync(
        ChatOpsDbContext database, FollowerRow row, CancellationToken cancellationToken)
    {
        var deadBefore = HostPresence.DeadBefore(time);
        var left = database.Followers
            .Where(found => found.Name == row.Name && found.Revision == row.Revision)
            .Where(found => !database.Hosts.Any(host => host.Name == found.Host && host.SeenAt >= deadBefore));
        return await database.WriteAsync(
            stop => left.ExecuteUpdateAsync(
                found => found
                    .SetProperty(taken => taken.Host, Host)
                    .SetProperty(taken => taken.Revision, taken => taken.Revision + 1),
                stop),
            cancellationToken) == 1;
    }

    private static FollowerPlace Place(FollowerRow row) => new(
        row.Name,
        row.Position,
        JsonSerializer.Deserialize<ImmutableSortedDictionary<int, long>>(row.Ahead)
            ?? throw new JsonException($"The place of '{row.Name}' is null."),
        row.Revision);
}
