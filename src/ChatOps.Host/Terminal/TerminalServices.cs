using ChatOps.Adapters.Cluster;
using ChatOps.Chat;
using ChatOps.Operations;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOps.Host.Terminal;

public static class TerminalServices
{
    /// <summary>Lets a host know of terminals.</summary>
    public static IServiceCollection AddTerminals(this IServiceCollection services) =>
        services.AddSingleton<IChatPlatform, TerminalChatPlatform>();

    /// <summary>
    /// Adds a terminal's own session, and takes away all that serves: it looks at the cluster and nothing else. It takes no host's
    /// name, whose operations it would take up.
    /// </summary>
    public static IServiceCollection AddTerminalSession(this IServiceCollection services)
    {
        services.RemoveAll<IHostedService>();
        services.PostConfigure<OperationOptions>(operations =>
            operations.Worker = $"{TerminalChatPlatform.PlatformName} {Environment.MachineName} {Environment.ProcessId}");
        return services
            .AddInventoryWatch()
            .AddSingleton<TerminalJobs>()
            .AddSingleton<IOperationJobs>(provider => provider.GetRequiredService<TerminalJobs>())
            .AddSingleton<IWhisper, TerminalWhisper>()
            .AddSingleton<TerminalWorker>()
            .AddSingleton<TerminalSession>();
    }
}
