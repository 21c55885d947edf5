using ChatOps.Houston.Deployments;
using ChatOps.Houston.People;
using ChatOps.Operations.Grafana;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Houston;

public static class HoustonCommands
{
    /// <summary>
    /// Adds what can be asked of Houston and done through it. Needs an <see cref="IHouston"/>; giving rights is destructive,
    /// so only for a desk that asks for approval.
    /// </summary>
    public static IServiceCollection AddHoustonCommands(this IServiceCollection services)
    {
        services.AddSingleton<PeopleFinder>();
        services.AddSingleton<LabelKeeper>();
        return services
            .AddQuery<UsersFindHandler, UsersFindQuery>(UsersFindQuery.Register)
            .AddQuery<HoustonDeploymentsHandler, HoustonDeploymentsQuery>(HoustonDeploymentsQuery.Register)
            .AddQuery<GrafanaAccessHandler, GrafanaAccessQuery>(GrafanaAccessQuery.Register)
            .AddCapability<GrafanaGrantCapability, GrafanaGrantCommand, GrafanaGrantPlan>(
                GrafanaGrantCapability.Name, GrafanaGrantCapability.Register)
            .AddCapability<GrafanaRevokeCapability, GrafanaRevokeCommand, GrafanaRevokePlan>(
                GrafanaRevokeCapability.Name, GrafanaRevokeCapability.Register);
    }
}
