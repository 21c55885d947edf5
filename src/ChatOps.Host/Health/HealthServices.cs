using ChatOps.Adapters.Storage;
using ChatOps.Host.Doctor;
using ChatOps.Host.Edge;
using ChatOps.Host.Rehearsing;
using ChatOps.Host.Starting;
using ChatOps.Inventory;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatOps.Host.Health;

public static class HealthServices
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [StartServices.WhileStarting])
            .AddCheck<InventoryCheck>("inventory")
            .AddCheck<RehearsalCheck>("rehearsal")
            .AddCheck<AccessCheck>("access")
            .AddCheck<IncidentCheck>("incidents")
            .AddCheck<HoustonCheck>("houston")
            .AddCheck<GrafanaCheck>("grafana")
            .AddCheck<DoctorCheck>("doctor");
        services.AddSingleton<DoctorRounds>();
        services.AddHostedService(provider => provider.GetRequiredService<DoctorRounds>());
        services.AddSingleton<Rehearsals>();
        services.AddHostedService(provider => provider.GetRequiredService<Rehearsals>());
        return services;
    }

    /// <summary>Live: the process answers. Ready: it can take commands.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var door = routes.ServiceProvider.GetRequiredService<FrontDoor>();
        routes.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).ForManagement();
        routes.MapHealthChecks("/healthz/ready", new HealthCheckOptions
        {
            Predicate = check => door.IsOpen || check.Tags.Contains(StartServices.WhileStarting), // the rest has nothing to look at yet
            ResponseWriter = HealthReportWriter.WriteAsync,
        }).ForManagement();
    }
}

/// <summary>The database answers.</summary>
internal sealed class DatabaseCheck(IDbContextFactory<ChatOpsDbContext> databases) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer; a start waits for it.");
    }
}

/// <summary>
/// The inventory was filled once. A cluster that is away later leaves the bot ready: it answers from what it knows and
/// says how old that is.
/// </summary>
internal sealed class InventoryCheck(IInventory inventory) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(inventory.Health switch
        {
            { IsComplete: false } health => HealthCheckResult.Unhealthy(
                health.Problem ?? "The first look at the cluster is not finished."),
            { StaleSince: { } since } health => HealthCheckResult.Degraded(
                $"The cluster has been out of reach since {since:u}: {health.Problem}"),
            _ => HealthCheckResult.Healthy(),
        });
}
