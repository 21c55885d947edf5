using ChatOps.Commands;
using ChatOps.Inventory;
using ChatOps.Queries.Deployments;
using ChatOps.Queries.Help;
using ChatOps.Queries.Pods;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOps.Queries;

/// <summary>The grammar and the queries on the inventory.</summary>
public static class QueryServices
{
    /// <summary>
    /// Adds the catalog, the directory and the handlers of help, pods and deployments. Needs an <see cref="IInventory"/>;
    /// help shows every command unless a <see cref="MayRun"/> was added before.
    /// </summary>
    public static IServiceCollection AddQueries(this IServiceCollection services)
    {
        services.AddOptions<PlatformOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MayRun>((_, _) => true);
        services.AddSingleton<DeploymentDirectory>();
        services.AddSingleton<IKnownNames>(provider => provider.GetRequiredService<DeploymentDirectory>());
        services.AddSingleton<ValueRules>();
        services.AddSingleton<CommandCatalog>();
        services.AddSingleton<IQueryHandler<HelpQuery>, HelpHandler>();
        services.AddSingleton<IQueryHandler<PodsQuery>, PodsHandler>();
        services.AddSingleton<IQueryHandler<DeploymentsQuery>, DeploymentsHandler>();
        return services.AddCommands(HelpQuery.Register).AddCommands(PodsQuery.Register).AddCommands(DeploymentsQuery.Register);
    }

    /// <summary>Adds a capability's commands to the catalog.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services, Action<CommandCatalog> register) =>
        services.AddSingleton(new CommandRegistration(register));
}
