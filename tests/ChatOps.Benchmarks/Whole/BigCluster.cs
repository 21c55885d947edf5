using System.Globalization;
using System.Text;
using System.Text.Json;
using ChatOps.IntegrationTests.Rigs;

namespace ChatOps.Benchmarks.Whole;

/// <summary>A simulated cluster of any size, in a process of its own: deployments of twenty pods each, a hundred pods to a node.</summary>
internal sealed class BigCluster : IAsyncDisposable
{
    private const int PodsOfDeployment = 20;
    private const int PodsOnNode = 100;
    private const int Workers = PodsOfDeployment - 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);

    private readonly TemporaryFolder _folder;
    private readonly SimulatorProcess _process;

    private BigCluster(TemporaryFolder folder, SimulatorProcess process, Uri address) =>
        (_folder, _process, Address) = (folder, process, address);

    public Uri Address { get; }

    public string Kubeconfig => _process.Kubeconfig;

    public static string Release(int deployment) => $"release-{deployment}";

    public static string Namespace(int deployment) => $"astronomer-ee-{Release(deployment)}";

    public static async Task<BigCluster> StartAsync(int pods, CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        await File.WriteAllTextAsync(folder.File("cluster.yaml"), Manifests(pods), cancellationToken);
        var settings = new Dictionary<string, string>
        {
            ["Simulator:ClusterUrl"] = $"{address.Scheme}://{address.Authority}",
            ["Simulator:Scenario"] = folder.File("cluster.yaml"),
        };
        var process = await SimulatorProcess.StartNewAsync(settings, cancellationToken, Patience);
        await SettleAsync(address, cancellationToken);
        return new(folder, process, address);
    }

    /// <summary>Its node agents first take up what runs there: more changes than the simulated API keeps for a watch.</summary>
    private static async Task SettleAsync(Uri address, CancellationToken cancellationToken)
    {
        using var api = new HttpClient { BaseAddress = address };
        var (seen, since) = ("", 0L);
        await Eventually.SeeAsync(
            "the cluster has come to rest",
            async stop =>
            {
                using var list = await JsonDocument.ParseAsync(await api.GetStreamAsync("/api/v1/pods?limit=1", stop), default, stop);
                var version = $"{list.RootElement.GetProperty("metadata").GetProperty("resourceVersion")}";
                (seen, since) = version == seen ? (seen, since) : (version, TimeProvider.System.GetTimestamp());
                return TimeProvider.System.GetElapsedTime(since);
            },
            calm => calm > Calm,
            cancellationToken,
            Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static string Manifests(int pods)
    {
        var yaml = new StringBuilder();
        var nodes = Math.Max(1, (pods + PodsOnNode - 1) / PodsOnNode);
        for (var node = 0; node < nodes; node++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $$"""
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: node-{{node}}, labels: {kubernetes.io/hostname: node-{{node}}, cloud.google.com/gke-nodepool: big} }
                status:
                  allocatable: {cpu: "64", memory: 256Gi, pods: "250"}
                  capacity: {cpu: "64", memory: 256Gi, pods: "250"}
                  conditions: [{type: Ready, status: "True"}]

                """);
        }

        for (var deployment = 0; deployment < Math.Max(1, pods / PodsOfDeployment); deployment++)
        {
            AddDeployment(yaml, deployment, nodes);
        }

        return yaml.ToString();
    }

    private static void AddDeployment(StringBuilder yaml, int deployment, int nodes)
    {
        yaml.Append(CultureInfo.InvariantCulture, $$"""
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: {{Namespace(deployment)}}}

            """);
        AddSet(yaml, deployment, nodes, "scheduler", 1);
        AddSet(yaml, deployment, nodes, "webserver", 1);
        AddSet(yaml, deployment, nodes, "worker", Workers);
    }

    private static void AddSet(StringBuilder yaml, int deployment, int nodes, string component, int pods)
    {
        var (release, labels) = (Release(deployment), $"tier: airflow, component: {component}, release: {Release(deployment)}");
        var running = string.Join('\n', Enumerable.Range(0, pods).Select(
            ordinal => $"      {ordinal} age=2d node=node-{((deployment * PodsOfDeployment) + ordinal) % nodes}"));
        yaml.Append(CultureInfo.InvariantCulture, $$"""
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata:
              name: {{release}}-{{component}}
              namespace: {{Namespace(deployment)}}
              labels: { {{labels}} }
              annotations:
                simulator.chatops.dev/age: 53d
                simulator.chatops.dev/pods: |
            {{running}}
            spec:
              replicas: {{pods}}
              serviceName: {{release}}-{{component}}
              selector: {matchLabels: { {{labels}} } }
              template:
                metadata: {labels: { {{labels}} } }
                spec:
                  terminationGracePeriodSeconds: 10
                  containers:
                    - name: {{component}}
                      image: registry.example.com/{{release}}/airflow:1.10.0
                      args: [airflow, {{component}}]
                      env: [{name: AIRFLOW_HOME, value: /usr/local/airflow}, {name: AIRFLOW__CORE__EXECUTOR, value: CeleryExecutor}]
                      resources: {requests: {cpu: 100m, memory: 384Mi}, limits: {cpu: 100m, memory: 384Mi} }

            """);
    }
}
