using ChatOps.Adapters.Cluster.Mapping;
using ChatOps.Adapters.Cluster.Reflecting;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster;

/// <summary>What is known of the cluster; <see cref="InventoryWatcher"/> keeps it current.</summary>
internal sealed class ClusterInventory(HealthBoard health, ChangeFeed changes) : IInventory
{
    public event Action<InventoryChange>? Changed
    {
        add => changes.Changed += value;
        remove => changes.Changed -= value;
    }

    public ObjectStore<Pod> PodStore { get; } = new();

    public ObjectStore<Workload> DeploymentStore { get; } = new();

    public ObjectStore<Workload> StatefulSetStore { get; } = new();

    public ObjectStore<ReplicaSet> ReplicaSetStore { get; } = new();

    public ObjectStore<Claim> ClaimStore { get; } = new();

    public ObjectStore<Volume> VolumeStore { get; } = new();

    public ObjectStore<Node> NodeStore { get; } = new();

    public ObjectStore<Quota> QuotaStore { get; } = new();

    public ObjectStore<LimitRange> LimitRangeStore { get; } = new();

    public ObjectStore<StorageClass> StorageClassStore { get; } = new();

    public ObjectStore<KubernetesNamespace> NamespaceStore { get; } = new();

    public InventoryHealth Health => health.Health;

    public long Revision => changes.Revision;

    public IReadOnlyCollection<Pod> Pods => PodStore.Snapshot;

    public IReadOnlyCollection<Workload> Workloads => DeploymentStore.Snapshot.And(StatefulSetStore.Snapshot);

    public IReadOnlyCollection<Claim> Claims => ClaimStore.Snapshot;

    public IReadOnlyCollection<Volume> Volumes => VolumeStore.Snapshot;

    public IReadOnlyCollection<Node> Nodes => NodeStore.Snapshot;

    public IReadOnlyCollection<Quota> Quotas => QuotaStore.Snapshot;

    public IReadOnlyCollection<LimitRange> LimitRanges => LimitRangeStore.Snapshot;

    public IReadOnlyCollection<StorageClass> StorageClasses => StorageClassStore.Snapshot;

    public IReadOnlyCollection<KubernetesNamespace> Namespaces => NamespaceStore.Snapshot;

    public Pod? FindPod(string @namespace, string name) => PodStore.Find(new(@namespace, name));

    public Workload? WorkloadOf(Pod pod) => pod.Owner switch
    {
        { Kind: "StatefulSet" } owner => Find(StatefulSetStore, pod.Namespace, owner),
        { Kind: "ReplicaSet" } owner => Find(DeploymentStore, pod.Namespace, OwnerOfReplicaSet(pod.Namespace, owner)),
        _ => null,
    };

    public IReadOnlyList<string> MakersOf(Workload workload) => workload.IsStateful
        ? [workload.Uid]
        : [.. ReplicaSetStore.Snapshot.Where(set => set.Replicas > 0 && set.Owner?.Uid == workload.Uid).Select(set => set.Uid)];

    private Owner? OwnerOfReplicaSet(string @namespace, Owner replicaSet) =>
        ReplicaSetStore.Find(new(@namespace, replicaSet.Name)) is { } found && found.Uid == replicaSet.Uid
            ? found.Owner
            : null;

    // By UID too: a workload deleted with its pods left behind and made anew by the same name does not own them.
    private static Workload? Find(ObjectStore<Workload> store, string @namespace, Owner? owner) =>
        owner is not null && store.Find(new(@namespace, owner.Name)) is { } found && found.Uid == owner.Uid
            ? found
            : null;
}
