using ChatOps.Diagnosing;
using ChatOps.Houston;
using ChatOps.Operations.Grafana.Passwords;
using ChatOps.Operations.Limiting;
using ChatOps.Operations.Recovering;
using ChatOps.Operations.Rescheduling;
using ChatOps.Operations.Restarting;
using ChatOps.Operations.Scaling;
using ChatOps.Operations.Volumes;
using ChatOps.Queries.Status;

namespace ChatOps.Host;

public static class CommandServices
{
    /// <summary>Adds every command that the bot knows, with what carries it out.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services, IConfiguration configuration) => services
        .AddChatOps(configuration)
        .AddDiagnosing(configuration)
        .AddRestarting(configuration)
        .AddScaling(configuration)
        .AddRescheduling(configuration)
        .AddLimiting()
        .AddVolumes(configuration)
        .AddRecovering(configuration)
        .AddHoustonCommands()
        .AddGrafanaPasswords(configuration)
        .AddStatus();
}
