using ChatOps.Adapters.Cluster;
using ChatOps.Inventory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatOps.IntegrationTests.Cluster;

/// <summary>The cluster's adapter as the bot runs it, on the cluster that a kubeconfig names.</summary>
public sealed class RunningInventory : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningInventory(IHost host) => _host = host;

    public IInventory Inventory => _host.Services.GetRequiredService<IInventory>();

    public IServiceProvider Services => _host.Services;

    public IPods Pods => _host.Services.GetRequiredService<IPods>();

    public static Task<RunningInventory> StartNewAsync(string kubeconfig, CancellationToken cancellationToken) =>
        StartNewAsync(kubeconfig, (_, _) => { }, cancellationToken);

    /// <param name="add">Adds what is to run on top of the cluster.</param>
    public static async Task<RunningInventory> StartNewAsync(
        string kubeconfig, Action<IServiceCollection, ConfigurationManager> add, CancellationToken cancellationToken)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cluster:Mode"] = nameof(ClusterMode.Kubeconfig),
            ["Cluster:Kubeconfig"] = kubeconfig,
        });
        builder.Services.AddCluster(builder.Configuration);
        add(builder.Services, builder.Configuration);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
