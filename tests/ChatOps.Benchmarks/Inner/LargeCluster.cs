using ChatOps.Adapters.Cluster;
using ChatOps.Adapters.Cluster.Reflecting;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.Benchmarks.Inner;

/// <summary>
/// The bot's own inventory, filled: nodes of two sizes, 500 deployments of pods of random sizes on them, and one pod that finds
/// no node.
/// </summary>
internal sealed class LargeCluster
{
    private const int Seed = 1172;
    private const int Deployments = 500;
    private const long Mebibyte = 1 << 20;

    private static readonly string[] Components = ["scheduler", "webserver", "worker", "triggerer"];

    private readonly Random _random = new(Seed);
    private readonly ChangeFeed _changes = new(NullLogger<ChangeFeed>.Instance);
    private readonly HealthBoard _health = new(TimeProvider.System, NullLogger<HealthBoard>.Instance);
    private readonly ClusterInventory _inventory;
    private readonly List<Pod> _placed = [];
    private readonly List<Workload> _workloads =
        [.. Enumerable.Range(0, Deployments).SelectMany(number => Components.Select(component => Workload(number, component)))];
    private readonly int _nodes;

    public LargeCluster(int nodes, int pods)
    {
        _nodes = nodes;
        _inventory = new(_health, _changes);
        for (var number = 0; number < nodes; number++)
        {
            var node = Node(number);
            _inventory.NodeStore.Put(new("", node.Name), node);
        }

        foreach (var workload in _workloads)
        {
            _inventory.StatefulSetStore.Put(new(workload.Namespace, workload.Name), workload);
        }

        for (var number = 0; number < pods; number++)
        {
            // In the order of the API server, a namespace after the other.
            _placed.Add(Pod(number, _workloads[(int)((long)number * _workloads.Count / pods)], _random.Next(10, 400), $"node-{number % nodes}"));
            Put(_placed[^1]);
        }

        Waiting = Pod(pods, _workloads[^1], cpu: 15_500, node: null);
        Put(Waiting);
        _health.Listed("Pod");
    }

    public IInventory Inventory => _inventory;

    public Pod Waiting { get; }

    /// <summary>Gives some pods other nodes.</summary>
    public void Stir(int pods)
    {
        for (var moved = 0; moved < pods; moved++)
        {
            var index = _random.Next(_placed.Count);
            _placed[index] = _placed[index] with { NodeName = $"node-{_random.Next(_nodes)}" };
            Put(_placed[index]);
        }
    }

    private void Put(Pod pod)
    {
        var key = new ObjectKey(pod.Namespace, pod.Name);
        _inventory.PodStore.Put(key, pod);
        _changes.Raise("Pod", key);
    }

    private static Node Node(int number) => new(
        $"node-{number}",
        $"uid-{number}",
        IsReady: true,
        IsSchedulable: true,
        Amounts(cpu: number % 2 == 0 ? 8_000 : 16_000, memory: 64 * 1024, pods: 110),
        CreatedAt: default)
    {
        Labels = LabelSet.Of([new("cloud.google.com/gke-nodepool", number % 2 == 0 ? "small" : "big")]),
    };

    private static Workload Workload(int deployment, string component) => new(
        "StatefulSet", $"astronomer-ee-release-{deployment}", $"release-{deployment}-{component}", $"uid-{deployment}-{component}",
        new Labels($"release-{deployment}", component, "airflow"), Replicas: 1, ReadyReplicas: 1, CreatedAt: default);

    /// <summary>What pods of a workload have in common is kept once, as the adapter does.</summary>
    private Pod Pod(int number, Workload workload, int cpu, string? node)
    {
        var name = $"{workload.Name}-{number}";
        return new(
            workload.Namespace, name, $"uid-{name}", workload.Labels, "Running", node is null ? "Pending" : "Running", IsReady: node is not null,
            ReadyContainers: 1, Containers: 1, Restarts: 0, LastRestart: null, CreatedAt: default, DeletionRequested: null,
            TimeSpan.FromSeconds(30), node, new Owner(workload.Kind, workload.Name, workload.Uid), Trouble: null)
        {
            Demand = new PodDemand
            {
                Resources = new PodResources(
                    [new("main", ContainerRole.Main, Amounts(cpu, _random.Next(64, 2_048)), ResourceAmounts.None)],
                    ResourceAmounts.None, ResourceAmounts.None, ResourceAmounts.None),
            },
        };
    }

    private static ResourceAmounts Amounts(int cpu, int memory, int pods = 0) => ResourceAmounts.Of(
        new ResourceAmount(ResourceNames.Cpu, cpu),
        new ResourceAmount(ResourceNames.Memory, memory * Mebibyte),
        new ResourceAmount(ResourceNames.Pods, pods));
}
