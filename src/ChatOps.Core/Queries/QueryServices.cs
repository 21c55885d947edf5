using ChatOps.Queries.Deployments;
using ChatOps.Queries.Help;
using ChatOps.Queries.Pods;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Queries;

/// <summary>Help, and the queries that the inventory answers.</summary>
public static class QueryServices
{
    /// <summary>Needs the grammar, the inventory and a <see cref="MayRun"/>.</summary>
    public static IServiceCollection AddInventoryQueries(this IServiceCollection services) => services
        .AddQuery<HelpHandler, HelpQuery>(HelpQuery.Register)
        .AddQuery<PodsHandler, PodsQuery>(PodsQuery.Register)
        .AddQuery<DeploymentsHandler, DeploymentsQuery>(DeploymentsQuery.Register);
}
