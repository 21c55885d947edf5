using ChatOps.Inventory;

namespace ChatOps.Tests.Fakes;

/// <summary>An inventory that holds what a test puts in, with short ways to put in what the platform's charts make.</summary>
internal sealed class FakeInventory : IInventory
{
    public const string PlatformNamespace = "astronomer-ee";

    /// <summary>When everything in it is looked at; ages count back from here.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 3, 16, 0, TimeSpan.Zero);

    private readonly OrderedDictionary<(string Namespace, string Name), Pod> _pods = [];
    private readonly OrderedDictionary<(string Namespace, string Name), Workload> _workloads = [];

    public event Action<InventoryChange>? Changed;

    public InventoryHealth Health { get; set; } = new(IsComplete: true, StaleSince: null, Problem: null);

    public long Revision { get; private set; }

    public IReadOnlyCollection<Pod> Pods => [.. _pods.Values];

    public IReadOnlyCollection<Workload> Workloads => [.. _workloads.Values];

    public IReadOnlyCollection<Claim> Claims { get; set; } = [];

    public IReadOnlyCollection<Volume> Volumes { get; set; } = [];

    public IReadOnlyCollection<Node> Nodes
    {
        get;
        set
        {
            field = value;
            Raise("Node", "", "any");
        }
    } = [];

    public IReadOnlyCollection<Quota> Quotas { get; set; } = [];

    public IReadOnlyCollection<LimitRange> LimitRanges { get; set; } = [];

    public IReadOnlyCollection<StorageClass> StorageClasses { get; set; } = [];

    public IReadOnlyCollection<KubernetesNamespace> Namespaces { get; set; } = [];

    public Pod? FindPod(string @namespace, string name) => _pods.GetValueOrDefault((@namespace, name));

    /// <summary>The workload that the pod names as its owner: no ReplicaSets stand between them here.</summary>
    public Workload? WorkloadOf(Pod pod) => Workloads.FirstOrDefault(workload => workload.Uid == pod.Owner?.Uid);

    /// <inheritdoc cref="WorkloadOf"/>
    public IReadOnlyList<string> MakersOf(Workload workload) => [workload.Uid];

    /// <summary>A well pod of an Airflow deployment in its usual namespace: "zodiac-cosmo-1172-scheduler-0".</summary>
    /// <param name="name">The pod's name without its release: "scheduler-5bf6db96c4-f5c2z".</param>
    public static Pod AirflowPod(string release, string component, string? name = null) => Pod(
        $"{PlatformNamespace}-{release}", $"{release}-{name ?? $"{component}-0"}", new Labels(release, component, "airflow"));

    /// <summary>A well pod of the platform.</summary>
    public static Pod PlatformPod(string release, string component, string? name = null) => Pod(
        PlatformNamespace, $"{release}-{name ?? $"{component}-0"}", new Labels(release, component, "astronomer"));

    /// <summary>A well pod, two days old, of one container.</summary>
    public static Pod Pod(string @namespace, string name, Labels labels) => new(
        @namespace,
        name,
        Uid: $"uid-{name}",
        labels,
        Status: "Running",
        Phase: "Running",
        IsReady: true,
        ReadyContainers: 1,
        Containers: 1,
        Restarts: 0,
        LastRestart: null,
        CreatedAt: Now - TimeSpan.FromDays(2),
        DeletionRequested: null,
        Grace: TimeSpan.FromSeconds(30),
        NodeName: "node-1",
        Owner: null,
        Trouble: null);

    /// <summary>A workload of an Airflow deployment with all its pods ready.</summary>
    public static Workload AirflowWorkload(string release, string component, int replicas = 1, string kind = "Deployment") => new(
        kind,
        $"{PlatformNamespace}-{release}",
        $"{release}-{component}",
        Uid: $"uid-{release}-{component}",
        new Labels(release, component, "airflow"),
        replicas,
        ReadyReplicas: replicas,
        CreatedAt: Now - TimeSpan.FromDays(53));

    /// <summary>Puts pods in; one takes the place of another by its name.</summary>
    public FakeInventory With(params IEnumerable<Pod> pods)
    {
        foreach (var pod in pods)
        {
            _pods[(pod.Namespace, pod.Name)] = pod;
            Raise("Pod", pod.Namespace, pod.Name);
        }

        return this;
    }

    /// <summary>Puts workloads in; one takes the place of another by its name.</summary>
    public FakeInventory With(params IEnumerable<Workload> workloads)
    {
        foreach (var workload in workloads)
        {
            _workloads[(workload.Namespace, workload.Name)] = workload;
            Raise(workload.Kind, workload.Namespace, workload.Name);
        }

        return this;
    }

    /// <summary>Takes a pod out, as its end in the cluster does.</summary>
    public void Remove(Pod pod)
    {
        _pods.Remove((pod.Namespace, pod.Name));
        Raise("Pod", pod.Namespace, pod.Name);
    }

    private void Raise(string kind, string @namespace, string name)
    {
        Revision++;
        Changed?.Invoke(new InventoryChange(kind, @namespace, name, Revision));
    }
}

/// <summary>Pods that are not as they should be.</summary>
internal static class PodStates
{
    public static Pod CrashLooping(this Pod pod, int restarts = 7) => pod with
    {
        Status = "CrashLoopBackOff",
        IsReady = false,
        ReadyContainers = pod.Containers - 1,
        Restarts = restarts,
        LastRestart = FakeInventory.Now - TimeSpan.FromMinutes(5),
        Trouble = "back-off 5m0s restarting failed container",
    };

    public static Pod Unschedulable(this Pod pod, string why = "0/6 nodes are available: 6 Insufficient cpu.") => pod with
    {
        Status = "Pending",
        Phase = "Pending",
        IsReady = false,
        ReadyContainers = 0,
        NodeName = null,
        Trouble = why,
    };

    public static Pod Ending(this Pod pod, TimeSpan since) => pod with
    {
        Status = "Terminating",
        DeletionRequested = FakeInventory.Now - since,
    };

    public static Pod Completed(this Pod pod) => pod with
    {
        Status = "Completed",
        Phase = "Succeeded",
        IsReady = false,
        ReadyContainers = 0,
    };

    public static Pod AsTask(this Pod pod) => pod with { Labels = pod.Labels with { IsTask = true } };

    public static Pod Aged(this Pod pod, TimeSpan age) => pod with { CreatedAt = FakeInventory.Now - age };
}
