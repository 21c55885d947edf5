using ChatOps.Adapters.Storage;
using ChatOps.Doctor;
using ChatOps.Host.Doctor;
using ChatOps.Host.WebConsole;
using ChatOps.Host.WebConsole.SignIn;
using ChatOps.Operations;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.Jobs;

public static class JobServices
{
    /// <summary>An operation that waits holds no worker, so a few of them serve thousands.</summary>
    internal const int Workers = 8;

    /// <summary>Steps that are under way when the host is told to stop; then they are handed over.</summary>
    private static readonly TimeSpan JobsEndWithin = TimeSpan.FromSeconds(10);

    /// <summary>Requests in hand and everything else: a pod is killed after 30 seconds, of which load balancers take some.</summary>
    private static readonly TimeSpan AllEndsWithin = TimeSpan.FromSeconds(18);

    /// <summary>How long ended jobs are kept to look at; what was done is in the audit trail.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>Adds Hangfire and what feeds it.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddHostedService<JobTables>();
        services.AddHangfire((provider, hangfire) => hangfire
            .UseRecommendedSerializerSettings()
            .UseStorageOf(provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = Workers;
            server.ShutdownTimeout = JobsEndWithin;
        });
        services.Configure<HostOptions>(host => host.ShutdownTimeout = AllEndsWithin);
        services.AddSingleton<HangfireOperationJobs>();
        services.AddSingleton<IOperationJobs>(provider => provider.GetRequiredService<HangfireOperationJobs>());
        services.AddHostedService(provider => provider.GetRequiredService<HangfireOperationJobs>());
        services.AddSingleton<WokenOperations>();
        services.AddHostedService<OperationWaker>();
        services.AddHostedService<OperationTimer>();
        services.AddHostedService<OutboxSender>();
        services.AddHostedService<TrailTeller>();
        services.AddHostedService<HeadTimer>();
        services.AddHostedService<LabelTimer>();
        services.AddHostedService<DefaultPasswordTimer>();
        services.AddCheckup<JobsCheckup>();
        return services;
    }

    /// <summary>
    /// Hangfire's dashboard: to look at, by whoever signed in and is an admin. With a simulated cluster from this machine without a
    /// sign-in too; with a real one not, since a forwarded port comes from this machine, whoever is behind it.
    /// </summary>
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var console = routes.ServiceProvider.GetRequiredService<ConsoleMode>();
        if (!console.IsOn)
        {
            return;
        }

        var hasSignIn = console.HasSignIn;
        var dashboard = routes.MapHangfireDashboard("/hangfire", new DashboardOptions
        {
            Authorization = hasSignIn ? [] : [new DashboardGate()],
            AsyncAuthorization = hasSignIn ? [new AdminGate()] : [],
            IsReadOnlyFunc = _ => true,
            DashboardTitle = "ChatOps jobs",
        });
        if (hasSignIn)
        {
            dashboard.RequireAuthorization(SignInServices.Policy);
        }
    }

    /// <summary>A job starts when it is queued, on whichever host, for queueing rings (LISTEN and NOTIFY); the tables are made before.</summary>
    public static PostgreSqlStorageOptions PostgreSqlOptions() =>
        new() { EnableLongPolling = true, PrepareSchemaIfNecessary = false };

    /// <summary>Jobs that several hosts share where the database is shared, else in memory: the operations table outlives them.</summary>
    private static void UseStorageOf(this IGlobalConfiguration hangfire, StorageOptions storage)
    {
        if (storage.Provider is StorageProvider.PostgreSql)
        {
            hangfire.UsePostgreSqlStorage(
                database => database.UseNpgsqlConnection(storage.ConnectionString), PostgreSqlOptions())
                .WithJobExpirationTimeout(Kept);
        }
        else
        {
            hangfire.UseInMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = Kept });
        }
    }
}
