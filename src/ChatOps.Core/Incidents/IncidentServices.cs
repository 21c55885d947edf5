using ChatOps.Audit.Following;
using ChatOps.Chat;
using ChatOps.Notices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOps.Incidents;

public static class IncidentServices
{
    /// <summary>Adds the followers of the audit trail, as <see cref="TrailFollowers"/>. Needs the ports of chat and storage.</summary>
    public static IServiceCollection AddIncidents(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<IncidentOptions>(configuration.GetSection("Incident"));
        services.AddSingleton<AskerNotices>();
        services.AddSingleton<DailyHead>();
        return services.AddSingleton(Followers);
    }

    /// <summary>A mirror for each incident channel, and for each chat platform one who tells those who asked.</summary>
    private static TrailFollowers Followers(IServiceProvider provider)
    {
        var platforms = provider.GetServices<IChatPlatform>().ToDictionary(platform => platform.Name);
        var mirrors = provider.GetRequiredService<IOptions<IncidentOptions>>().Value.Channels().Select(
            ITrailFollower (channel) =>
                ActivatorUtilities.CreateInstance<IncidentFollower>(provider, channel, platforms[channel.Platform]));
        var askers = platforms.Values.Select(
            ITrailFollower (platform) => ActivatorUtilities.CreateInstance<AskerFollower>(provider, platform));
        return new TrailFollowers(
            [.. mirrors.Concat(askers).Select(follower => ActivatorUtilities.CreateInstance<TrailFollowing>(provider, follower))]);
    }
}
