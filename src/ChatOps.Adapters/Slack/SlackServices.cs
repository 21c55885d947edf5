using System.Net.Http.Headers;
using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Adapters.Slack.Incoming;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
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
    /// Registers Slack as an <see cref="IChatPlatform"/> when a signing secret is configured, and nothing but the check of the
    /// settings otherwise.
    /// </summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(SlackOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>();
        services.AddOptions<SlackOptions>().Bind(section).ValidateOnStart();
        return string.IsNullOrEmpty(section[nameof(SlackOptions.SigningSecret)]) ? services : services.AddIncoming().AddOutgoing();
    }

    /// <summary>Maps Slack's routes, or none while Slack is switched off.</summary>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<SlackOptions>>().Value.IsOn)
        {
            SlackEndpoints.Map(endpoints);
        }

        return endpoints;
    }

    private static IServiceCollection AddIncoming(this IServiceCollection services) => services
        .AddSingleton<ResponseUrls>()
        .AddScoped<ISlashCommandHandler, CommandDeskHandler>();

    private static IServiceCollection AddOutgoing(this IServiceCollection services)
    {
        var settings = new RefitSettings(new SystemTextJsonContentSerializer(SlackJson.Options));
        services.AddRefitGeneratedClient<ISlackApi>(settings)
            .ConfigureHttpClient(Authorize)
            .WithoutTraces()
            .AddResilienceHandler(
                "slack", (pipeline, context) =>
                    SlackRetries.Add(pipeline, context.ServiceProvider.GetRequiredService<TimeProvider>()));
        services.AddHttpClient<ResponseUrlClient>()
            .ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(10))
            .WithoutTraces();
        return services
            .AddSingleton<SlackWebApi>()
            .AddSingleton<ResponseUrlMessages>()
            .AddSingleton<IChatPlatform, SlackChatPlatform>();
    }

    private static void Authorize(IServiceProvider services, HttpClient client)
    {
        var options = services.GetRequiredService<IOptions<SlackOptions>>().Value;
        client.BaseAddress = options.ApiBaseUrl;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.BotToken);
    }

    /// <summary>
    /// No log lines about requests, whose headers and addresses hold secrets, and no redirects, which would carry them elsewhere.
    /// The client lives as long as the process, so connections are renewed to follow DNS.
    /// </summary>
    private static IHttpClientBuilder WithoutTraces(this IHttpClientBuilder client) => client
        .RemoveAllLoggers()
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        });
}
