using ChatOps.Audit.Following;
using ChatOps.Chat;
using ChatOps.Notices;
using ChatOps.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Incidents;

public static class IncidentServices
{
    /// <summary>Adds the followers of the audit trail, as <see cref="TrailFollowers"/>. Needs the ports of chat and storage.</summary>
    public static IServiceCollection AddIncidents(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<IncidentOptions>(configuration.GetSection("Incident"));
        services.AddSingleton<AskerNotices>();
        services.AddSingleton<Alarms>();
        services.AddSingleton<DailyHead>();
        return services.AddSingleton(Followers);
    }

    /// <summary>
    /// A mirror and an alarm for each incident channel, and for each chat platform one who tells those who
    /// asked, one who tells those who asked for the same, and an alarm.
    /// </summary>
    private static TrailFollowers Followers(IServiceProvider provider)
    {
        var platforms = provider.GetServices<IChatPlatform>().Where(platform => platform.ReachesPeople).ToDictionary(platform => platform.Name);
        var channels = provider.GetRequiredService<IOptions<IncidentOptions>>().Value.Channels();
        var mirrors = channels.Select(ITrailFollower (channel) =>
            ActivatorUtilities.CreateInstance<IncidentFollower>(provider, channel, platforms[channel.Platform]));
        var askers = platforms.Values.Select(ITrailFollower (platform) =>
            ActivatorUtilities.CreateInstance<AskerFollower>(provider, platform, Sender(provider, platform)));
        var fellows = platforms.Values.Select(ITrailFollower (platform) =>
            ActivatorUtilities.CreateInstance<FellowFollower>(provider, platform, Sender(provider, platform)));
        var alarms = channels.Select(channel => Alarm(provider, channel, platforms[channel.Platform]))
            .Concat(platforms.Values.Select(platform => Alarm(provider, channel: null, platform)));
        return new TrailFollowers(
            [.. mirrors.Concat(askers).Concat(fellows).Concat(alarms).Select(follower => ActivatorUtilities.CreateInstance<TrailFollowing>(provider, follower))]);
    }

    /// <summary>One for each follower: it counts what that one has tried.</summary>
    private static NoticeSender Sender(IServiceProvider provider, IChatPlatform platform) =>
        ActivatorUtilities.CreateInstance<NoticeSender>(provider, platform);

    private static AlarmFollower Alarm(IServiceProvider provider, Conversation? channel, IChatPlatform platform) => new(
        channel,
        platform,
        provider.GetRequiredService<IOperations>(),
        provider.GetRequiredService<Alarms>(),
        provider.GetRequiredService<ILogger<AlarmFollower>>());
}
