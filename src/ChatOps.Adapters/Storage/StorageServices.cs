using System.Data.Common;
using ChatOps.Access.SignedIn;
using ChatOps.Adapters.Storage.Checkups;
using ChatOps.Audit;
using ChatOps.Audit.Following;
using ChatOps.Audit.Searching;
using ChatOps.Chat.References;
using ChatOps.Doctor;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using ChatOps.Rehearsing;
using ChatOps.Telemetry;
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
        services.AddValidated<StorageOptions>(configuration.GetSection("Storage"));
        services.AddOptions<StorageOptions>()
            .Configure(options => options.ConnectionString = ConnectionString(configuration, options));
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddDatabase();
        services.AddMetrics();
        services.AddSingleton<OperationMeasures>();
        services.AddSingleton<OutboxNews>();
        services.AddSingleton<OperationsStore>();
        services.AddSingleton<IOperations>(provider => provider.GetRequiredService<OperationsStore>());
        services.AddSingleton<IPastOperations>(provider => provider.GetRequiredService<OperationsStore>());
        services.AddSingleton<IOutbox, OutboxStore>();
        services.AddSingleton<IAuditTrail, AuditTrailStore>();
        services.AddSingleton<IRehearsal, StorageRehearsal>();
        services.AddSingleton<IAuditSearch, AuditSearchStore>();
        services.AddSingleton<IFollowing, FollowerStore>();
        services.AddSingleton<IConversationReferences, ConversationReferenceStore>();
        services.AddSingleton<LivingHosts>();
        services.AddSingleton<ISignedInPeople, SignedInStore>();
        services.AddCheckup<DatabaseCheckup>().AddCheckup<ClockCheckup>();
        services.AddHostedService<DatabaseMigration>();
        services.AddHostedService<HostPresence>();
        return services;
    }

    /// <summary>
    /// Has the host take its name on its database. To be called before all that starts something: who is refused the name touches
    /// nothing, and is told in one line.
    /// </summary>
    public static IServiceCollection AddHostName(this IServiceCollection services) => services.AddHostedService<HostNameHold>();

    /// <summary>Connects once. A file that is not there is no server that is away: SQLite's is passed over.</summary>
    /// <exception cref="DbException">The server does not answer, or lets nobody in.</exception>
    public static async Task ReachDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IOptions<StorageOptions>>().Value.Provider is StorageProvider.PostgreSql)
        {
            await using var database = await services.OpenDatabaseAsync(cancellationToken);
            await database.Database.OpenConnectionAsync(cancellationToken);
        }
    }

    /// <summary>Whether there is a database that answers and has a shape that this version lives with.</summary>
    public static async Task<bool> HasDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var database = await services.OpenDatabaseAsync(cancellationToken);
        return await database.Database.CanConnectAsync(cancellationToken)
            && await database.FitAsync(cancellationToken) is { Missing: [], Objection: null };
    }

    /// <summary>Brings the database to this version's shape; of several who try at once one does it and the others wait.</summary>
    /// <exception cref="OptionsValidationException">Its shape is too far away, for this version or for a host at work.</exception>
    /// <returns>The names of what was missing.</returns>
    public static async Task<IReadOnlyList<string>> MigrateAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var database = await services.OpenDatabaseAsync(cancellationToken);
        return await database.MigrateAsync(cancellationToken);
    }

    private static Task<ChatOpsDbContext> OpenDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<IDbContextFactory<ChatOpsDbContext>>().CreateDbContextAsync(cancellationToken);

    private static string ConnectionString(IConfiguration configuration, StorageOptions options) =>
        configuration.GetConnectionString("ChatOps")
        ?? (options.Provider is StorageProvider.Sqlite ? options.ConnectionString : string.Empty);

    private static void AddDatabase(this IServiceCollection services)
    {
        services.AddPooledDbContextFactory<SqliteDatabase>((provider, database) => database
            .UseSqlite(Options(provider).ConnectionString)
            .AddInterceptors(new SqliteSettings()));
        services.AddPooledDbContextFactory<PostgreSqlDatabase>((provider, database) => database
            .UseNpgsql(Options(provider).ConnectionString));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<ChatOpsDbContext>>().CreateDbContext());
        services.AddSingleton<IDbContextFactory<ChatOpsDbContext>>(provider => Options(provider).Provider switch
        {
            StorageProvider.PostgreSql => ActivatorUtilities.CreateInstance<DatabaseFactory<PostgreSqlDatabase>>(provider),
            _ => ActivatorUtilities.CreateInstance<DatabaseFactory<SqliteDatabase>>(provider),
        });
    }

    private static StorageOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<StorageOptions>>().Value;
}
