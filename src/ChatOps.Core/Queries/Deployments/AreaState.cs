using ChatOps.Inventory;

namespace ChatOps.Queries.Deployments;

/// <summary>One line of the overview: a deployment or the platform, and how it is.</summary>
internal sealed class AreaState
{
    private readonly DateTimeOffset _now;
    private readonly Pod? _oldestTrouble;
    private readonly int _ready;
    private readonly int _wanted;

    /// <param name="unusualNamespace">Where it is, unless that is where everybody expects it: then empty.</param>
    public AreaState(Area area, string unusualNamespace, DateTimeOffset now)
    {
        Area = area;
        Namespace = unusualNamespace;
        _now = now;
        _ready = area.Workloads.Sum(workload => workload.ReadyReplicas);
        _wanted = area.Workloads.Sum(workload => workload.Replicas);

        // A failed task is Airflow's to retry; it says nothing about the deployment that ran it.
        _oldestTrouble = area.Pods
            .Where(pod => !pod.Labels.IsTask && !pod.IsWell(now))
            .MinBy(pod => pod.CreatedAt);
    }

    public Area Area { get; }

    public string Namespace { get; }

    public bool IsWell => State is "well" or "stopped";

    /// <summary>Pods that are ready, of those that its workloads are to have.</summary>
    public string Pods => $"{_ready}/{_wanted}";

    public string State => (_wanted, _ready) switch
    {
        (0, _) when _oldestTrouble is null => "stopped",
        (not 0, 0) => "down",
        _ when _ready < _wanted || _oldestTrouble is not null => "degraded",
        _ => "well",
    };

    /// <summary>"worker-0 CrashLoopBackOff, 2d3h old"; empty when there is none.</summary>
    public string Trouble
    {
        get
        {
            if (_oldestTrouble is not { } pod)
            {
                return _ready < _wanted ? $"{Words.Count(_wanted - _ready, "pod")} missing" : "";
            }

            var component = pod.Labels.Component ?? pod.Name;
            return $"{component} {pod.Status}, {(_now - pod.CreatedAt).ToKubernetesWords()} old";
        }
    }
}
