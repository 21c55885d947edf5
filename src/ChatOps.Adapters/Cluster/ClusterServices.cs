using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Checkups;
using ChatOps.Adapters.Cluster.Exec;
using ChatOps.Adapters.Cluster.Reflecting;
using ChatOps.Doctor;
using ChatOps.Inventory;
using ChatOps.Operations.Grafana.Passwords;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Cluster;

public static class ClusterServices
{
    /// <summary>
    /// Adds the cluster: <see cref="IInventory"/>, kept current by a hosted service, and the effects on it. Register the
    /// simulated cluster's own hosted service before; the kubeconfig is not opened until the first request.
    /// </summary>
    public static IServiceCollection AddCluster(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ClusterOptions>()
            .BindWhole(configuration.GetSection(ClusterOptions.Section), isShared: true)
            .Configure(options => options.SimulatedKubeconfig =
                configuration[ClusterOptions.SimulatedKubeconfigKey] ?? options.SimulatedKubeconfig)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClusterOptions>, ClusterOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ClusterConnection(
            () => ClusterConnection.Connect(provider.GetRequiredService<IOptions<ClusterOptions>>().Value)));
        services.AddSingleton<ApiServer>();
        services.AddSingleton<HealthBoard>();
        services.AddMetrics();
        services.AddSingleton<WatchMeasures>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<ClusterInventory>();
        services.AddSingleton<IInventory>(provider => provider.GetRequiredService<ClusterInventory>());
        services.AddSingleton<Effects>();
        services.AddSingleton<IPods, ClusterPods>();
        services.AddSingleton<IWorkloads, ClusterWorkloads>();
        services.AddSingleton<IQuotas, ClusterQuotas>();
        services.AddSingleton<IClaims, ClusterClaims>();
        services.AddSingleton<IVolumes, ClusterVolumes>();
        services.AddSingleton<ISnapshots, ClusterSnapshots>();
        services.AddSingleton<IPodTemplates, ClusterPodTemplates>();
        services.AddSingleton<IPodLogs, ClusterPodLogs>();
        services.AddSingleton<IEvents, ClusterEvents>();
        services.AddSingleton<IPodPages, ClusterPodPages>();
        services.AddSingleton<IContainerCommands, ClusterContainerCommands>();
        services.AddSingleton<ISecrets, ClusterSecrets>();
        services.AddSingleton<IGrafanaServer, ClusterGrafana>();
        services.AddSingleton<IStorageFills, ClusterStorageFills>();
        services.AddSingleton<IConfigFiles, ClusterConfigFiles>();
        services.AddSingleton<IAutoscaler, ClusterAutoscaler>();
        services.AddCheckup<ApiServerCheckup>().AddCheckup<RightsCheckup>();
        return services.AddInventoryWatch();
    }

    /// <summary>Keeps the inventory current, for as long as the process runs.</summary>
    public static IServiceCollection AddInventoryWatch(this IServiceCollection services) =>
        services.AddHostedService<InventoryWatcher>();
}
