using ChatOps.Adapters.Cluster;
using ChatOps.Adapters.Houston;
using ChatOps.Adapters.Slack;
using ChatOps.Adapters.Storage;
using ChatOps.Adapters.Teams;
using ChatOps.Host.Simulation;
using ChatOps.Host.Terminal;

namespace ChatOps.Host;

public static class BotServices
{
    /// <summary>
    /// Adds the bot, whatever it is to do: serve, be looked over, or answer in a terminal. Hosted services start in this order:
    /// the host's name before anything is done in it, the simulated cluster before those who look at it, the database before those
    /// who keep something in it.
    /// </summary>
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration) => services
        .AddHostName()
        .AddSimulation(configuration)
        .AddStorage(configuration)
        .AddCluster(configuration)
        .AddHouston(configuration)
        .AddCommands(configuration)
        .AddSlack(configuration)
        .AddTeams(configuration)
        .AddTerminals();
}
