using ChatOps.Access;
using ChatOps.Adapters.Cluster;
using ChatOps.Adapters.Houston;
using ChatOps.Diagnosing;
using ChatOps.Simulator;
using ChatOps.Simulator.Houston;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.Simulation;

public static class SimulationServices
{
    /// <summary>
    /// Brings the simulated cluster and Houston along in the mode of that name, or leads to those that run apart. Added before
    /// everything that talks to a cluster, so that it runs and its kubeconfig is written when they start.
    /// </summary>
    public static IServiceCollection AddSimulation(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.IsSimulated())
        {
            return services;
        }

        services.PostConfigure<AccessOptions>(SimulatedAccess.GrantToAllUnlessTold);

        // Simulated schedulers write every few seconds; nobody at a drill should have to wait as on a real cluster.
        services.Configure<DiagnosisOptions>(diagnosis => diagnosis.SilentFor = TimeSpan.FromSeconds(30));

        services.AddOptions<HoustonOptions>().PostConfigure<IOptions<SimulatedHoustonOptions>>(LeadToSimulatedHouston);
        return IsApart(configuration)
            ? services.AddSimulatorOptions(configuration).AddHostedService<ApartService>()
            : services.AddSimulatedNeighbours(configuration);
    }

    /// <summary>Runs the simulated cluster and Houston in this process, whatever the settings say of a bot's cluster.</summary>
    public static IServiceCollection AddSimulatedNeighbours(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSimulatorOptions(configuration)
            .AddHostedService<SimulationService>()
            .AddHostedService<HoustonSimulationService>();

    /// <summary>Where the simulated neighbours are and how they run.</summary>
    public static IServiceCollection AddSimulatorOptions(this IServiceCollection services, IConfiguration configuration)
    {
        // Cluster and Houston share the section, so that each finds settings there that aren't its own.
        return services
            .AddSingleton<IValidateOptions<SimulatedHoustonOptions>, SimulatedHoustonOptionsValidator>()
            .AddShared<SimulatorOptions>(configuration)
            .AddShared<SimulatedHoustonOptions>(configuration);
    }

    /// <summary>Cluster:Mode is Simulated, which it is without a word about it; a word that makes no sense is told with all other mistakes.</summary>
    public static bool IsSimulated(this IConfiguration configuration) => configuration["Cluster:Mode"] is not { Length: > 0 } mode
        || (Enum.TryParse<ClusterMode>(mode, ignoreCase: true, out var known) && known is ClusterMode.Simulated);

    /// <summary>A word that makes no sense is told with all other mistakes.</summary>
    private static bool IsApart(IConfiguration configuration) =>
        bool.TryParse(configuration[$"{SimulatorOptions.Section}:{nameof(SimulatorOptions.Apart)}"], out var isApart) && isApart;

    /// <summary>Unless the settings lead to another.</summary>
    private static void LeadToSimulatedHouston(HoustonOptions houston, IOptions<SimulatedHoustonOptions> simulated)
    {
        if (houston.Endpoint is null && houston.Token.Length == 0)
        {
            houston.Endpoint = simulated.Value.HoustonUrl;
            houston.Token = SimulatedHouston.ServiceAccountKey;
        }
    }

    private static IServiceCollection AddShared<TOptions>(this IServiceCollection services, IConfiguration configuration)
        where TOptions : class
    {
        services.AddOptions<TOptions>()
            .BindWhole(configuration.GetSection(SimulatorOptions.Section), isShared: true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services;
    }
}
