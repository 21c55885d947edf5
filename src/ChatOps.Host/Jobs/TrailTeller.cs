using ChatOps.Audit.Following;

namespace ChatOps.Host.Jobs;

/// <summary>Takes every follower along the audit trail, each at its own pace: one that waits delays no other.</summary>
public sealed partial class TrailTeller(TrailFollowers followers, TimeProvider time, ILogger<TrailTeller> logger)
    : BackgroundService
{
    /// <summary>Before the first command can come: a follower that is new begins with it.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var follower in followers.All)
        {
            await EnlistAsync(follower, cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(followers.All.Select(follower => FollowAsync(follower, stoppingToken)));

    private async Task EnlistAsync(TrailFollowing follower, CancellationToken cancellationToken)
    {
        try
        {
            await follower.EnlistAsync(cancellationToken);
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested)
        {
            // It enlists by itself with its first turn.
            LogAway(follower.Name, away.GetBaseException().Message);
        }
    }

    private async Task FollowAsync(TrailFollowing follower, CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(await follower.TakeTurnAsync(stoppingToken), time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "'{Follower}' could not be given its place in the audit trail: {Reason}")]
    private partial void LogAway(string follower, string reason);
}
