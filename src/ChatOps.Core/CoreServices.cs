using ChatOps.Access;
using ChatOps.Approvals;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Desk;
using ChatOps.Operations;
using ChatOps.Operations.Listing;
using ChatOps.Operations.Outbox;
using ChatOps.Operations.Retrying;
using ChatOps.Queries;
using ChatOps.Queries.Help;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps;

public static class CoreServices
{
    /// <summary>Adds the way of a command: desk, access, operations and their messages. Needs every port of the domain.</summary>
    public static IServiceCollection AddChatOps(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<AccessOptions>(configuration.GetSection("Access"));
        services.AddValidated<OperationOptions>(configuration.GetSection("Operations"));
        services.AddValidated<ApprovalOptions>(configuration.GetSection("Approvals"));
        services.AddSingleton<Grants>();
        services.AddSingleton<QueryDesk>();
        services.AddSingleton<Capabilities>();
        services.AddSingleton<OperationMessages>();
        services.AddSingleton<ISleepingOperations, SleepingOperations>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<OutboxRelay>();
        services.AddSingleton<DecisionDesk>();
        services.AddSingleton<ApprovalClock>();
        services.AddSingleton(new CommandRegistration(DecisionCommands.Register));
        services.AddSingleton<Retries>();
        services.AddSingleton(new CommandRegistration(RetryCommand.Register));
        services.AddSingleton<ICommandDesk, CommandDesk>();
        services.AddSingleton(ByGrants);
        services.AddQueries(configuration);
        services.AddQuery<OperationsQueryHandler, OperationsQuery>(OperationsQuery.Register);
        services.AddQuery<AuditQueryHandler, AuditQuery>(AuditQuery.Register);
        return services;
    }

    private static MayRun ByGrants(IServiceProvider provider)
    {
        var grants = provider.GetRequiredService<Grants>();
        return (request, command) =>
            grants.Refuse(request.Actor, command.IsQuery ? Role.Viewer : Role.Operator) is null;
    }

    /// <summary>
    /// Binds a section to its options class; mistakes stop the start, a setting that nobody knows included. (Without that
    /// the binder would drop a list's wrong entries in silence.)
    /// </summary>
    public static void AddValidated<TOptions>(this IServiceCollection services, IConfigurationSection section)
        where TOptions : class =>
        services.AddOptions<TOptions>()
            .Bind(section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();

    /// <summary>Adds a capability with its commands, under the name its operations are stored with.</summary>
    public static IServiceCollection AddCapability<TCapability, TCommand, TPlan>(
        this IServiceCollection services, string name, Action<CommandCatalog> register)
        where TCapability : class, ICapability<TCommand, TPlan>
        where TCommand : ICommand
        where TPlan : class, IPlan
    {
        services.AddSingleton(new CommandRegistration(register));
        services.AddSingleton<TCapability>();
        return services.AddSingleton<ICapabilityEntry>(provider => new CapabilityEntry<TCommand, TPlan>(
            name, provider.GetRequiredService<TCapability>()));
    }

    /// <summary>Adds a query with what answers it.</summary>
    public static IServiceCollection AddQuery<THandler, TQuery>(
        this IServiceCollection services, Action<CommandCatalog> register)
        where THandler : class, IQueryHandler<TQuery>
        where TQuery : IQuery
    {
        services.AddSingleton(new CommandRegistration(register));
        services.AddSingleton<IQueryHandler<TQuery>, THandler>();
        return services.AddSingleton<IQueryEntry, QueryEntry<TQuery>>();
    }
}
