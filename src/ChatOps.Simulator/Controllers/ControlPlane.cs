using ChatOps.Simulator.Admission;
using ChatOps.Simulator.Controllers.Storage;
using ChatOps.Simulator.Nodes;
using ChatOps.Simulator.Nodes.Faults;
using ChatOps.Simulator.Nodes.Grafana;
using ChatOps.Simulator.Nodes.Http;
using ChatOps.Simulator.Nodes.Logs;
using ChatOps.Simulator.Store;
using Microsoft.Extensions.Logging;

namespace ChatOps.Simulator.Controllers;

/// <summary>All that makes a store a living cluster: scheduler, controllers and node agents.</summary>
public sealed class ControlPlane
{
    private readonly ControlLoop _loop;

    /// <param name="speed">Greater than 0; how much faster than declared graces and start-ups pass.</param>
    /// <param name="grafanaVersion">Which Grafana runs in its pods.</param>
    public ControlPlane(
        ClusterStore store, double speed, TimeProvider time, ILoggerFactory loggers, string grafanaVersion = "5.2.4")
    {
        var grafana = new SimulatedGrafana(Version.Parse(grafanaVersion), time);
        var pace = new Pace(speed);
        var agenda = new Agenda(time);
        var context = new ControllerContext(store, time, pace, agenda, new EventRecorder(store, time));
        var faults = new PodFaults(store);
        var failedRuns = new FailedRuns();
        Controller[] controllers =
        [
            new NamespaceController(context),
            new DeploymentController(context),
            new ReplicaSetController(context),
            new StatefulSetController(context),
            new DaemonSetController(context),
            new JobController(context),
            new ClaimBinder(context),
            new VolumeExpander(context),
            new VolumeReclaimer(context),
            new ClaimProtection(context),
            new QuotaController(context),
            new DisruptionController(context),
            new GarbageCollector(context),
            new NodeHeartbeat(context),
            new NodeLifecycle(context),
            new StrandedPods(context),
            new SchedulerController(context),
            new NodeAgents(context, faults, failedRuns),
            new EventExpiry(context),
        ];
        _loop = new(store, time, pace, agenda, controllers, loggers.CreateLogger<ControlLoop>());
        Containers = new ContainerRuntime(store, new ContainerLog(failedRuns), grafana, time);
        Servers = new InnerServers(store, new KubeletStats(store, faults, time), grafana);
    }

    /// <summary>The rules every write passes after the API's own defaults and before its validation, in this order.</summary>
    public static IReadOnlyList<IAdmission> Admissions { get; } =
        [new TolerationAdmission(), new StorageAdmission(), new LimitRangeAdmission(), new QuotaAdmission()];

    /// <summary>Logs of the containers, and commands inside them.</summary>
    public IContainerRuntime Containers { get; }

    /// <summary>What answers HTTP inside the cluster.</summary>
    public IInnerServers Servers { get; }

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _loop.RunAsync(cancellationToken);

    /// <summary>Does everything that can be done at this moment of the clock; for tests that own the clock.</summary>
    public void RunUntilIdle(CancellationToken cancellationToken) => _ = _loop.RunUntilIdle(cancellationToken);
}
