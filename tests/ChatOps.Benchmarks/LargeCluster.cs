using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Benchmarks;

/// <summary>A cluster in memory: nodes of two sizes, full of pods of random sizes, and one pod that finds no node.</summary>
internal sealed class LargeCluster : IInventory
{
    private const int Seed = 1172;
    private const long Mebibyte = 1 << 20;

    private readonly Random _random = new(Seed);
    private readonly Dictionary<(string Namespace, string Name), Pod> _pods = [];

    public LargeCluster(int nodes, int pods)
    {
        Nodes = [.. Enumerable.Range(0, nodes).Select(Node)];
        for (var number = 0; number < pods; number++)
        {
            Put(Pod($"pod-{number}", _random.Next(10, 400), $"node-{number % nodes}"));
        }

        Waiting = Pod("waiting", cpu: 15_500, node: null);
        Put(Waiting);
    }

    public event Action<InventoryChange>? Changed;

    public Pod Waiting { get; }

    public InventoryHealth Health { get; } = new(IsComplete: true, StaleSince: null, Problem: null);

    public long Revision { get; private set; }

    public IReadOnlyCollection<Pod> Pods => _pods.Values;

    public IReadOnlyCollection<Workload> Workloads => [];

    public IReadOnlyCollection<Claim> Claims => [];

    public IReadOnlyCollection<Volume> Volumes => [];

    public IReadOnlyCollection<Node> Nodes { get; }

    public IReadOnlyCollection<Quota> Quotas => [];

    public IReadOnlyCollection<LimitRange> LimitRanges => [];

    public IReadOnlyCollection<StorageClass> StorageClasses => [];

    public IReadOnlyCollection<KubernetesNamespace> Namespaces => [];

    public Pod? FindPod(string @namespace, string name) => _pods.GetValueOrDefault((@namespace, name));

    public Workload? WorkloadOf(Pod pod) => null;

    public IReadOnlyList<string> MakersOf(Workload workload) => [];

    /// <summary>Gives some pods other nodes.</summary>
    public void Stir(int pods)
    {
        for (var moved = 0; moved < pods; moved++)
        {
            var pod = _pods[("space", $"pod-{_random.Next(_pods.Count - 1)}")];
            Put(pod with { NodeName = $"node-{_random.Next(Nodes.Count)}" });
        }
    }

    private void Put(Pod pod)
    {
        _pods[(pod.Namespace, pod.Name)] = pod;
        Changed?.Invoke(new InventoryChange("Pod", pod.Namespace, pod.Name, ++Revision));
    }

    private static Node Node(int number) => new(
        $"node-{number}",
        $"uid-{number}",
        IsReady: true,
        IsSchedulable: true,
        Amounts(cpu: number % 2 == 0 ? 8_000 : 16_000, memory: 64 * 1024, pods: 110),
        CreatedAt: default)
    {
        Labels = LabelSet.Of([new($"cloud.google.com/gke-nodepool", number % 2 == 0 ? "small" : "big")]),
    };

    private Pod Pod(string name, int cpu, string? node) => new(
        "space", name, $"uid-{name}", Inventory.Labels.None, "Running", "Running", IsReady: node is not null, ReadyContainers: 1,
        Containers: 1, Restarts: 0, LastRestart: null, CreatedAt: default, DeletionRequested: null, TimeSpan.FromSeconds(30), node,
        new Owner("ReplicaSet", "set", "uid-set"), Trouble: null)
    {
        Demand = new PodDemand
        {
            Resources = new PodResources(
                [new("main", ContainerRole.Main, Amounts(cpu, _random.Next(64, 2_048)), ResourceAmounts.None)],
                ResourceAmounts.None, ResourceAmounts.None, ResourceAmounts.None),
        },
    };

    private static ResourceAmounts Amounts(int cpu, int memory, int pods = 0) => ResourceAmounts.Of(
        new ResourceAmount(ResourceNames.Cpu, cpu),
        new ResourceAmount(ResourceNames.Memory, memory * Mebibyte),
        new ResourceAmount(ResourceNames.Pods, pods));
}
