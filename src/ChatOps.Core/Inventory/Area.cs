using ChatOps.Commands;

namespace ChatOps.Inventory;

/// <summary>One Airflow deployment, or the platform: what belongs together, in whichever namespaces it is.</summary>
public sealed class Area
{
    private readonly List<Pod> _pods;
    private readonly List<Workload> _workloads;
    private readonly IInventory _inventory;

    /// <param name="pods">Never changed afterwards, like the workloads.</param>
    internal Area(DeploymentName name, bool isPlatform, IInventory inventory, List<Pod> pods, List<Workload> workloads)
    {
        Name = name;
        IsPlatform = isPlatform;
        _inventory = inventory;
        _pods = pods;
        _workloads = workloads;
    }

    /// <summary>The deployment's release name, or "platform".</summary>
    public DeploymentName Name { get; }

    public bool IsPlatform { get; }

    public IReadOnlyList<Pod> Pods => _pods;

    public IReadOnlyList<Workload> Workloads => _workloads;

    /// <summary>Mostly one.</summary>
    public IReadOnlyList<string> Namespaces =>
    [
        .. _pods.Select(pod => pod.Namespace).Concat(_workloads.Select(workload => workload.Namespace))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The components that it has now, by name.</summary>
    public IReadOnlyList<Component> Components =>
    [
        .. _workloads.Select(ComponentOf).Concat(_pods.Select(ComponentOf))
            .OfType<Component>()
            .Distinct()
            .OrderBy(component => component.Value, StringComparer.Ordinal),
    ];

    /// <summary>
    /// The release that its objects are named after: the deployment's own; for the platform, which is several releases,
    /// the one with most pods. Null when nothing says.
    /// </summary>
    public string? Release => IsPlatform
        ? _pods.Select(pod => pod.Labels.Release).OfType<string>().CountBy(release => release)
            .OrderByDescending(release => release.Value)
            .FirstOrDefault().Key
        : Name.Value;

    /// <summary>The pods and workloads of one component.</summary>
    /// <returns>The component, or a problem that names those there are.</returns>
    public Result<AreaComponent> Find(Component component)
    {
        var found = new AreaComponent(
            this,
            component,
            [.. _workloads.Where(workload => ComponentOf(workload) == component)],
            [.. _pods.Where(pod => ComponentOf(pod) == component)]);
        return found is { Workloads.Count: 0, Pods.Count: 0 } ? Lacks(component) : found;
    }

    /// <summary>The pod that a person means by its name, whole or without the release in front.</summary>
    public Pod? FindPod(string typed)
    {
        var whole = $"{Release}-{typed}";
        return _pods.Find(pod => pod.Name == typed) ?? _pods.Find(pod => pod.Name == whole);
    }

    public override string ToString() => IsPlatform ? "the platform" : Name.Value;

    /// <summary>Some old charts' pods have no component; their workload's name serves then.</summary>
    private Component? ComponentOf(Pod pod) => pod.Labels.Component is { } label
        ? new Component(label)
        : _inventory.WorkloadOf(pod) is { } workload ? ComponentOf(workload) : null;

    private static Component? ComponentOf(Workload workload) => new Component(workload.Labels.Component ?? workload.Name);

    private Problem Lacks(Component component)
    {
        var names = Components.Select(known => known.Value).ToList();
        var has = names.Count == 0 ? "It has no components now." : $"It has {string.Join(", ", names)}.";
        var text = $"{(IsPlatform ? "The platform" : Name)} has no {component}.";
        return Nearest.To(component.Value, names) is [var nearest]
            ? Problem.NotFound($"{text} Did you mean {nearest}?", has)
            : Problem.NotFound(text, IsPlatform ? $"{has} For a deployment's {component}, name the deployment." : has);
    }
}

/// <summary>One component of one area: the workloads that keep it alive and its pods, either of which may be none.</summary>
public sealed record AreaComponent(
    Area Area, Component Component, IReadOnlyList<Workload> Workloads, IReadOnlyList<Pod> Pods);
