using ChatOps.Commands;
using ChatOps.Desk;
using ChatOps.Diagnosing;
using ChatOps.IntegrationTests.Cluster;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Inventory;
using ChatOps.Queries;
using ChatOps.Simulator;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatOps.IntegrationTests.Diagnosing;

/// <summary>The simulated platform, whose Prometheus is given one fault after the other, and the diagnosis of it.</summary>
public sealed class FailingPrometheus : IAsyncLifetime
{
    private const string Space = "astronomer-ee";
    private const string Name = "solitary-lightningbug-prometheus";
    private const string Fault = "simulator.chatops.dev/fault";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private SimulatedCluster? _cluster;
    private RunningInventory? _running;
    private Kubernetes? _client;
    private string _goodConfiguration = "";

    private Kubernetes Client => _client ?? throw new InvalidOperationException("Not started.");

    private IServiceProvider Services => _running?.Services ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        var options = new SimulatorOptions { ClusterUrl = new("http://127.0.0.1:0"), Kubeconfig = _folder.File("kubeconfig"), Speed = 20 };
        _cluster = await SimulatedCluster.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, stop);
        _client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(options.Kubeconfig));
        _running = await RunningInventory.StartNewAsync(
            options.Kubeconfig,
            (services, configuration) => services.AddSingleton<QueryDesk>().AddQueries(configuration).AddDiagnosing(configuration),
            stop);
        var map = await Client.CoreV1.ReadNamespacedConfigMapAsync($"{Name}-config", Space, cancellationToken: stop);
        _goodConfiguration = map.Data["prometheus.yaml"];
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
        {
            await _running.DisposeAsync();
        }

        _client?.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>Puts a fault into the data, or takes it out, and starts Prometheus anew with a good configuration.</summary>
    public async Task PlayAsync(string? fault, CancellationToken cancellationToken)
    {
        var claims = await Client.CoreV1.ListNamespacedPersistentVolumeClaimAsync(Space, cancellationToken: cancellationToken);
        var volume = claims.Items.Single(claim => claim.Metadata.Name.EndsWith($"-{Name}-0", StringComparison.Ordinal)).Spec.VolumeName;
        var annotations = new Dictionary<string, string?> { [Fault] = fault };
        await Client.CoreV1.PatchPersistentVolumeAsync(Merge(new { metadata = new { annotations } }), volume, cancellationToken: cancellationToken);
        await RestartWithAsync(_goodConfiguration, cancellationToken);
    }

    /// <summary>Starts Prometheus anew with another configuration and sound data.</summary>
    public async Task ConfigureAsync(string yaml, CancellationToken cancellationToken)
    {
        await PlayAsync(fault: null, cancellationToken);
        await RestartWithAsync(yaml, cancellationToken);
    }

    /// <summary>Examines it until the cause is the expected one; in between it may be starting or ending.</summary>
    public async Task<Diagnosis> SeeAsync(Cause cause, CancellationToken cancellationToken) => await Eventually.SeeAsync(
        $"the cause is {cause}",
        ExamineAsync,
        diagnosis => diagnosis.Cause == cause && diagnosis.Evidence.All(line => !line.StartsWith("now: Terminating", StringComparison.Ordinal)),
        cancellationToken,
        Patience);

    private async Task<Diagnosis> ExamineAsync(CancellationToken cancellationToken)
    {
        var area = Services.GetRequiredService<DeploymentDirectory>().Find(DeploymentName.Platform, allowPrefix: false).Require();
        var workload = area.Workloads.Single(each => each.Name == Name);
        return await Services.GetRequiredService<IDiagnostician>().ExamineAsync(workload, cancellationToken);
    }

    private async Task RestartWithAsync(string yaml, CancellationToken cancellationToken)
    {
        var data = new Dictionary<string, string> { ["prometheus.yaml"] = yaml };
        await Client.CoreV1.PatchNamespacedConfigMapAsync(Merge(new { data }), $"{Name}-config", Space, cancellationToken: cancellationToken);
        var old = await Client.CoreV1.ReadNamespacedPodAsync($"{Name}-0", Space, cancellationToken: cancellationToken);
        await Client.CoreV1.DeleteNamespacedPodAsync($"{Name}-0", Space, cancellationToken: cancellationToken);
        await Eventually.SeeAsync(
            "the inventory has its successor",
            _ => Task.FromResult(Services.GetRequiredService<IInventory>().FindPod(Space, $"{Name}-0")),
            pod => pod is not null && pod.Uid != old.Metadata.Uid,
            cancellationToken,
            Patience);
    }

    private static V1Patch Merge(object patch) => new(patch, V1Patch.PatchType.MergePatch);
}
