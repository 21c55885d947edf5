using ChatOps.Access;
using ChatOps.Adapters.Teams.Checkups;
using ChatOps.Adapters.Teams.Identity;
using ChatOps.Adapters.Teams.Incoming;
using ChatOps.Adapters.Teams.Incoming.Handling;
using ChatOps.Adapters.Teams.Incoming.Tokens;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Adapters.Wire;
using ChatOps.Chat;
using ChatOps.Chat.Answering;
using ChatOps.Chat.Incoming;
using ChatOps.Doctor;
using ChatOps.Incidents;
using ChatOps.Telemetry;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Refit;

namespace ChatOps.Adapters.Teams;

/// <summary>Brings Microsoft Teams into the host. Needs an <see cref="ICommandDesk"/> and storage beside it.</summary>
public static class TeamsServices
{
    /// <summary>
    /// Registers Teams as an <see cref="IChatPlatform"/> when it is switched on, and nothing but the check of the settings
    /// otherwise.
    /// </summary>
    public static IServiceCollection AddTeams(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(TeamsOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<TeamsOptions>, TeamsOptionsValidator>();
        services.AddValidated<TeamsOptions>(section);
        return SettingsShape.MistakesIn(section, typeof(TeamsOptions)) is [] && section.Get<TeamsOptions>() is { IsOn: true }
            ? services.AddOutgoing().AddIncoming().AddIdentity()
            : services
                .AddSingleton<IValidateOptions<IncidentOptions>>(
                    new NoIncidentsIn(TeamsPlatform.Name, "Teams", "Teams:AppId, Teams:TenantId and Teams:ClientSecret"))
                .AddNotSetUp("Teams", "Switched off.", "To have it: Teams:AppId, Teams:TenantId and Teams:ClientSecret (docs/install-teams.md).");
    }

    /// <summary>Maps Teams' route, or none while Teams is switched off.</summary>
    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<TeamsOptions>>().Value.IsOn)
        {
            TeamsEndpoints.Map(endpoints);
        }

        return endpoints;
    }

    private static IServiceCollection AddIncoming(this IServiceCollection services) => services
        .AddMetrics()
        .AddChatDesks()
        .AddChannelTokens()
        .AddSingleton<TeamsRefusals>()
        .AddSingleton<ActivityMemory>()
        .AddScoped<CardRefresh>()
        .AddScoped<LeftConversations>()
        .AddScoped<IActivityHandler, TalkHandler>()
        .AddScoped<IActivityHandler, PressHandler>()
        .AddScoped<IActivityHandler, ArrivalHandler>()
        .AddScoped<IActivityHandler, InstallationHandler>()
        .AddScoped<TeamsInbox>();

    private static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services
            .AddSingleton<IEmails, TeamsEmails>()
            .AddSingleton<MentionedPeople>()
            .AddSingleton<TeamsSight>()
            .AddHostedService<TeamsSightCheck>();
        services.AddHealthChecks().AddCheck<TeamsHealthCheck>("teams");
        return services.AddCheckup<TeamsTokenCheckup>();
    }

    private static IServiceCollection AddOutgoing(this IServiceCollection services)
    {
        services.TryAddSingleton<IBotTokens, EntraTokens>();
        services.AddHttpClient(EntraTokens.ClientName).WithoutTraces();
        services.AddTransient<ConnectorHandler>();
        var connector = services
            .AddRefitGeneratedClient<IConnectorApi>(new RefitSettings(new SystemTextJsonContentSerializer(ConnectorJson.Options)))
            .ConfigureHttpClient(client => client.BaseAddress = ConnectorHandler.Anywhere)
            .WithoutTraces();
        connector.AddResilienceHandler("teams", (pipeline, context) =>
        {
            var time = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddSafeRetries(time, ConnectorRetries.By(time));
        });
        connector.AddHttpMessageHandler<ConnectorHandler>(); // within, so that each try has a token that counts
        services.AddMetrics().TryAddSingleton<ChatCalls>();
        connector.AddHttpMessageHandler(provider => new CountingHandler(
            provider.GetRequiredService<ChatCalls>(), TeamsPlatform.Name, request => request.Method.Method.ToLowerInvariant()));
        return services
            .AddSingleton<ConnectorClient>()
            .AddSingleton<ServiceUrls>()
            .AddSingleton<PersonalChats>()
            .AddSingleton<IWhisper, TeamsWhisper>()
            .AddSingleton<HalfSaid>()
            .AddSingleton<TeamsChatPlatform>()
            .AddSingleton<IChatPlatform>(provider => provider.GetRequiredService<TeamsChatPlatform>())
            .AddSingleton<WaitingAnswers<DirectAnswer>>()
            .AddSingleton<AnswerDelivery<DirectAnswer>>()
            .AddHostedService<DirectAnswerSender>();
    }
}
