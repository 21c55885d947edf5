using ChatOps.Commands;
using ChatOps.Houston.Deployments;
using ChatOps.Inventory;
using ChatOps.Queries.Deployments;
using ChatOps.Queries.Help;
using ChatOps.Queries.Nodes;
using ChatOps.Queries.Pods;
using ChatOps.Queries.Quotas;
using ChatOps.Queries.Volumes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOps.Queries;

/// <summary>The grammar and the queries on the inventory.</summary>
public static class QueryServices
{
    /// <summary>
    /// Adds the catalog, the directory and the handlers of help, pods, deployments, volumes, nodes and quotas. Needs an
    /// <see cref="IInventory"/> and an <see cref="ICommandOffer"/>.
    /// </summary>
    public static IServiceCollection AddQueries(this IServiceCollection services, IConfiguration configuration)
    {
        // The section is shared with the adapter that connects to the cluster, so each finds settings that aren't its own.
        services.AddOptions<PlatformOptions>()
            .BindWhole(configuration.GetSection(PlatformOptions.Section), isShared: true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DeploymentDirectory>();
        services.AddSingleton<ClaimDirectory>();
        services.AddSingleton<HoustonLabels>();
        services.AddSingleton<IKnownNames>(provider => provider.GetRequiredService<DeploymentDirectory>());
        services.AddSingleton<ValueRules>();
        services.AddSingleton<CommandCatalog>();
        services.AddSingleton<ICommandCompletion, CatalogCompletion>();
        return services
            .AddQuery<HelpHandler, HelpQuery>(HelpQuery.Register)
            .AddQuery<PodsHandler, PodsQuery>(PodsQuery.Register)
            .AddQuery<DeploymentsHandler, DeploymentsQuery>(DeploymentsQuery.Register)
            .AddQuery<VolumesHandler, VolumesQuery>(VolumesQuery.Register)
            .AddQuery<NodesHandler, NodesQuery>(NodesQuery.Register)
            .AddQuery<NodeHandler, NodeQuery>(NodeQuery.Register)
            .AddQuery<QuotaHandler, QuotaQuery>(QuotaQuery.Register);
    }
}
