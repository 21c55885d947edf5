using System.Net.Http.Headers;
using ChatOps.Access;
using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Adapters.Slack.Checkups;
using ChatOps.Adapters.Slack.Groups;
using ChatOps.Adapters.Slack.Identity;
using ChatOps.Adapters.Slack.Incoming;
using ChatOps.Adapters.Slack.Incoming.Actions;
using ChatOps.Adapters.Slack.Incoming.Events;
using ChatOps.Adapters.Slack.Incoming.Prompts;
using ChatOps.Adapters.Slack.Incoming.Socket;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Adapters.Slack.Rehearsing;
using ChatOps.Adapters.Wire;
using ChatOps.Chat;
using ChatOps.Chat.Answering;
using ChatOps.Chat.Incoming;
using ChatOps.Doctor;
using ChatOps.Incidents;
using ChatOps.Rehearsing;
using ChatOps.Telemetry;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Refit;

namespace ChatOps.Adapters.Slack;

/// <summary>Brings Slack into the host. Needs an <see cref="ICommandDesk"/> beside it.</summary>
public static class SlackServices
{
    /// <summary>
    /// Registers Slack as an <see cref="IChatPlatform"/> when it is switched on, and nothing but the check of the settings
    /// otherwise.
    /// </summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(SlackOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>();
        services.AddValidated<SlackOptions>(section);
        return SettingsShape.MistakesIn(section, typeof(SlackOptions)) is [] && section.Get<SlackOptions>() is { IsOn: true } options
            ? services.AddOutgoing().AddIncoming().AddSocket(options).AddIdentity()
            : services
                .AddSingleton<IValidateOptions<IncidentOptions>>(
                    new NoIncidentsIn(SlackChatPlatform.PlatformName, "Slack", "Slack:SigningSecret and Slack:BotToken"))
                .AddNotSetUp("Slack", "Switched off.", "To have it: Slack:SigningSecret and Slack:BotToken (docs/install-slack.md).");
    }

    /// <summary>Maps Slack's routes, or none while Slack is switched off or comes by Socket Mode.</summary>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<SlackOptions>>().Value is { IsOn: true, SocketMode: false })
        {
            SlackEndpoints.Map(endpoints);
        }

        return endpoints;
    }

    private static IServiceCollection AddIncoming(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<SlackRefusals>()
        .AddSingleton<Workspace>()
        .AddSingleton<EventMemory>()
        .AddSingleton<SignatureMemory>()
        .AddChatDesks()
        .AddScoped<ISlashCommandHandler, CommandDeskHandler>()
        .AddScoped<IBlockActionHandler, ButtonHandler>()
        .AddScoped<PromptOpener>()
        .AddScoped<IViewSubmissionHandler, PromptAnswerHandler>()
        .AddScoped<IEventHandler, TalkHandler>()
        .AddScoped<SlackInbox>()
        .AddSingleton<IRehearsal, SlackRehearsal>();

    private static IServiceCollection AddSocket(this IServiceCollection services, SlackOptions options)
    {
        services.AddSingleton<SocketState>();
        return options.SocketMode
            ? services.AddSingleton<SocketInbox>().AddHostedService<SlackSocket>()
            : services;
    }

    private static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddSingleton<SlackIdentity>().AddHostedService<SlackIdentityCheck>();
        services.AddHealthChecks().AddCheck<SlackHealthCheck>("slack");
        return services.AddCheckup<SigningSecretCheckup>().AddCheckup<SlackTokenCheckup>().AddCheckup<SlackSocketCheckup>();
    }

    private static IServiceCollection AddOutgoing(this IServiceCollection services)
    {
        var settings = new RefitSettings(new SystemTextJsonContentSerializer(SlackJson.Options));
        var api = services.AddRefitGeneratedClient<ISlackApi>(settings)
            .ConfigureHttpClient(Authorize)
            .WithoutTraces();
        api.AddResilienceHandler("slack", (pipeline, context) =>
        {
            var time = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddSafeRetries(time, SlackRetries.By(time));
        });
        services.TryAddSingleton<ChatCalls>();
        api.AddHttpMessageHandler(provider => Counting(provider, request => request.RequestUri?.Segments[^1] ?? "none"));
        services.AddHttpClient<ResponseUrlClient>()
            .ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(10))
            .WithoutTraces()
            .AddHttpMessageHandler(provider => Counting(provider, _ => "response_url"));
        return services
            .AddSingleton<SlackWebApi>()
            .AddSingleton<ResponseUrls>()
            .AddSingleton<ResponseUrlMessages>()
            .AddSingleton<IGroups, SlackGroups>()
            .AddSingleton<IEmails, SlackEmails>()
            .AddSingleton<SlackChatPlatform>()
            .AddSingleton<IChatPlatform>(provider => provider.GetRequiredService<SlackChatPlatform>())
            .AddSingleton<IWhisper, SlackWhisper>()
            .AddSingleton<WaitingAnswers<DirectAnswer>>()
            .AddSingleton<AnswerDelivery<DirectAnswer>>()
            .AddHostedService<DirectAnswerSender>();
    }

    /// <summary>Within the retries: each try is a call.</summary>
    private static CountingHandler Counting(IServiceProvider services, Func<HttpRequestMessage, string> method) =>
        new(services.GetRequiredService<ChatCalls>(), SlackChatPlatform.PlatformName, method);

    private static void Authorize(IServiceProvider services, HttpClient client)
    {
        var options = services.GetRequiredService<IOptions<SlackOptions>>().Value;
        client.BaseAddress = options.ApiBaseUrl;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.BotToken);
    }
}
