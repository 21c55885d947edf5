using ChatOps.Adapters.Houston.Checkups;
using ChatOps.Adapters.Houston.Dialects;
using ChatOps.Adapters.Houston.GraphQL;
using ChatOps.Adapters.Wire;
using ChatOps.Doctor;
using ChatOps.Houston;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Houston;

public static class HoustonServices
{
    /// <summary>Bytes of an answer that are read; a platform with ten thousand people needs some two million.</summary>
    private const int MostBytes = 8 << 20;

    /// <summary>Registers <see cref="IHouston"/>, which says so itself where the settings name none.</summary>
    public static IServiceCollection AddHouston(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<HoustonOptions>, HoustonOptionsValidator>();
        services.AddValidated<HoustonOptions>(configuration.GetSection(HoustonOptions.Section));
        services.AddHttpClient<GraphQLHttpClient>()
            .ConfigureHttpClient((provider, http) =>
            {
                http.MaxResponseContentBufferSize = MostBytes;

                // For all tries together, and for the body, which no try's own limit covers.
                http.Timeout = (3 * provider.GetRequiredService<IOptions<HoustonOptions>>().Value.Timeout) + TimeSpan.FromSeconds(3);
            })
            .WithoutTraces()
            .AddResilienceHandler("houston", (pipeline, context) => pipeline.AddSafeRetries(
                context.ServiceProvider.GetRequiredService<TimeProvider>(),
                HoustonRetries.Within(context.ServiceProvider.GetRequiredService<IOptions<HoustonOptions>>().Value.Timeout)));
        return services
            .AddSingleton<FormFinder>()
            .AddSingleton<IHouston, HoustonClient>()
            .AddCheckup<HoustonCheckup>();
    }
}
