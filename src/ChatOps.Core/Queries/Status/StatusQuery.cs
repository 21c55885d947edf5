using ChatOps.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Queries.Status;

/// <summary>Asks how everything is, in one look: the cluster, Houston, Grafana, and what the bot is doing.</summary>
public sealed record StatusQuery : IQuery
{
    public static void Register(CommandCatalog commands) => commands
        .Add("status", "Shows in one look how the platform is, what the bot is doing, and what should be seen to.", () => new StatusQuery())
        .Example("status");
}

public static class StatusServices
{
    /// <summary>Adds "status". Needs all that it tells of: the inventory, operations, Houston's labels, Grafana's passwords.</summary>
    public static IServiceCollection AddStatus(this IServiceCollection services) =>
        services.AddQuery<StatusHandler, StatusQuery>(StatusQuery.Register);
}
