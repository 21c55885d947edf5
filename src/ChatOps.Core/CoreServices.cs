using ChatOps.Access;
using ChatOps.Access.WhoAmI;
using ChatOps.Approvals;
using ChatOps.Audit.Searching;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Desk;
using ChatOps.Desk.Throttling;
using ChatOps.Doctor;
using ChatOps.Incidents;
using ChatOps.Operations;
using ChatOps.Operations.Listing;
using ChatOps.Operations.Outbox;
using ChatOps.Operations.Retrying;
using ChatOps.Queries;
using ChatOps.Rehearsing;
using ChatOps.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOps;

public static class CoreServices
{
    /// <summary>Adds the way of a command: desk, access, operations and their messages. Needs every port of the domain.</summary>
    public static IServiceCollection AddChatOps(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccess(configuration);
        services.AddValidated<OperationOptions>(configuration.GetSection("Operations"));
        services.AddValidated<ApprovalOptions>(configuration.GetSection("Approvals"));
        services.AddSingleton<IValidateOptions<ApprovalOptions>, ApprovalOptionsValidator>();
        services.AddSingleton<ApprovalRules>();
        services.AddSingleton<QueryDesk>();
        services.AddSingleton<Capabilities>();
        services.AddSingleton<OperationMessages>();
        services.AddSingleton<ISleepingOperations, SleepingOperations>();
        services.AddSingleton<Approvers>();
        services.AddSingleton<Authority>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<ShortenedMessages>();
        services.AddSingleton<PlainHeads>();
        services.AddSingleton<LivingMessageSender>();
        services.AddSingleton<OutboxRelay>();
        services.AddSingleton<Planner>();
        services.AddSingleton<Replanner>();
        services.AddSingleton<OperationGate>();
        services.AddSingleton<DecisionDesk>();
        services.AddSingleton<BreakGlassDesk>();
        services.AddSingleton<GlassBreaker>();
        services.AddSingleton(new CommandRegistration(BreakGlassCommands.Register));
        services.AddSingleton<ApprovalClock>();
        services.AddSingleton(new CommandRegistration(DecisionCommands.Register));
        services.AddSingleton<Retries>();
        services.AddSingleton(new CommandRegistration(RetryCommand.Register));
        services.AddSingleton<CommandMeasures>();
        services.AddValidated<LimitOptions>(configuration.GetSection("Limits"));
        services.AddSingleton<Throttle>();
        services.AddSingleton<CommandGate>();
        services.AddSingleton<FellowDesk>();
        services.AddSingleton<OperationDesk>();
        services.AddSingleton<ICommandDesk, CommandDesk>();
        services.AddSingleton<IRehearsal, DeskRehearsal>();
        services.AddQueries(configuration);
        services.AddQuery<OperationsQueryHandler, OperationsQuery>(OperationsQuery.Register);
        services.AddIncidents(configuration);
        services.AddDoctor();
        services.AddQuery<AuditQueryHandler, AuditQuery>(AuditQuery.Register);
        services.AddQuery<WhoAmIHandler, WhoAmIQuery>(WhoAmIQuery.Register);
        return services;
    }

    /// <summary>
    /// Binds a section to its options class; mistakes stop the start, a setting that nobody knows included. (Without that
    /// the binder would drop a list's wrong entries in silence.)
    /// </summary>
    public static void AddValidated<TOptions>(this IServiceCollection services, IConfigurationSection section)
        where TOptions : class =>
        services.AddOptions<TOptions>()
            .BindWhole(section)
            .ValidateDataAnnotations()
            .ValidateOnStart();

    /// <summary>Binds a section, or names everything in it that doesn't fit.</summary>
    /// <param name="isShared">Others have settings in the same section, which are no mistakes.</param>
    public static OptionsBuilder<TOptions> BindWhole<TOptions>(
        this OptionsBuilder<TOptions> options, IConfigurationSection section, bool isShared = false)
        where TOptions : class =>
        options
            .Configure(_ =>
            {
                if (SettingsShape.MistakesIn(section, typeof(TOptions), isShared) is { Count: > 0 } mistakes)
                {
                    throw new OptionsValidationException(options.Name, typeof(TOptions), mistakes);
                }
            })
            .Bind(section, binder => binder.ErrorOnUnknownConfiguration = !isShared);

    /// <summary>Adds a capability with its commands, under the name of its command, which its operations are stored with.</summary>
    public static IServiceCollection AddCapability<TCapability, TCommand, TPlan>(
        this IServiceCollection services, string name, Action<CommandCatalog> register)
        where TCapability : class, ICapability<TCommand, TPlan>
        where TCommand : ICommand
        where TPlan : class, IPlan
    {
        services.AddSingleton(new CommandRegistration(register));
        services.AddSingleton(new CapabilityName(name));
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
