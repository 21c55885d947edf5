using ChatOps.Operations;
using Hangfire;
using Hangfire.InMemory;

namespace ChatOps.Host.Jobs;

public static class JobServices
{
    /// <summary>An operation that waits holds no worker, so a few of them serve thousands.</summary>
    private const int Workers = 8;

    /// <summary>Adds Hangfire and what feeds it.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddHangfire(hangfire => hangfire
            .UseRecommendedSerializerSettings()
            .UseInMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(1) }));
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = Workers;
            server.ShutdownTimeout = TimeSpan.FromSeconds(10);
        });
        services.AddSingleton<IOperationJobs, HangfireOperationJobs>();
        services.AddHostedService<OperationTimer>();
        services.AddHostedService<OutboxSender>();
        return services;
    }

    /// <summary>Hangfire's dashboard: to look at, from this machine.</summary>
    public static IEndpointConventionBuilder MapJobs(this IEndpointRouteBuilder routes) =>
        routes.MapHangfireDashboard("/hangfire", new DashboardOptions
        {
            IsReadOnlyFunc = _ => true,
            DashboardTitle = "ChatOps jobs",
        });
}
