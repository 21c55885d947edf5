using ChatOps.Audit;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Storage;

public static class StorageServices
{
    /// <summary>Adds the database and everything that is kept in it.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection("Storage"))
            .Configure(options =>
                options.ConnectionString = configuration.GetConnectionString("ChatOps") ?? options.ConnectionString)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddPooledDbContextFactory<ChatOpsDbContext>((provider, database) => database
            .UseSqlite(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString)
            .AddInterceptors(new SqliteSettings()));
        services.AddSingleton<OutboxNews>();
        services.AddSingleton<IOperations, OperationsStore>();
        services.AddSingleton<IOutbox, OutboxStore>();
        services.AddSingleton<IAuditTrail, AuditTrailStore>();
        services.AddHostedService<DatabaseMigration>();
        return services;
    }
}
