using ChatOps.Access;
using ChatOps.Adapters.Cluster;
using ChatOps.Diagnosing;
using ChatOps.Simulator;

namespace ChatOps.Host.Simulation;

public static class SimulationServices
{
    /// <summary>
    /// Brings the simulated cluster along in the mode of that name. Added before everything that talks to a cluster, so
    /// that it runs and its kubeconfig is written when they start.
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

        return services.AddSimulatorOptions(configuration).AddHostedService<SimulationService>();
    }

    /// <summary>Where the simulated cluster is and how it runs.</summary>
    public static IServiceCollection AddSimulatorOptions(this IServiceCollection services, IConfiguration configuration)
    {
        // The simulated Houston's settings stand in the same section, so that an unknown one is no mistake here.
        services.AddOptions<SimulatorOptions>()
            .BindWhole(configuration.GetSection(SimulatorOptions.Section), isShared: true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services;
    }

    /// <summary>Cluster:Mode is Simulated, which it is without a word about it; a word that makes no sense is told with all other mistakes.</summary>
    public static bool IsSimulated(this IConfiguration configuration) => configuration["Cluster:Mode"] is not { Length: > 0 } mode
        || (Enum.TryParse<ClusterMode>(mode, ignoreCase: true, out var known) && known is ClusterMode.Simulated);
}
