using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting;

/// <summary>A node with the pods on it and what is left of it.</summary>
public sealed class NodeState
{
    private readonly List<Pod> _pods = [];
    private readonly List<Pod> _loners = [];
    private Dictionary<string, long>? _others;
    private long _cpu;
    private long _memory;

    internal NodeState(Node node) => Node = node;

    public Node Node { get; }

    public string Name => Node.Name;

    /// <inheritdoc cref="NodePool.Name"/>
    internal string PoolName => field ??= NodePool.NameOf(Node);

    /// <summary>Those that count: given to this node and not finished. Pods that are ending count until they are gone.</summary>
    public IReadOnlyList<Pod> Pods => _pods;

    /// <summary>Those of its pods that want others kept away. Few do, and every pod that is judged asks for them.</summary>
    internal IReadOnlyList<Pod> Loners => _loners;

    /// <summary>What its pods have set aside of a resource; of "pods", their number.</summary>
    public long Requested(string resource) => resource switch
    {
        ResourceNames.Cpu => _cpu,
        ResourceNames.Memory => _memory,
        ResourceNames.Pods => _pods.Count,
        _ => _others?.GetValueOrDefault(resource) ?? 0,
    };

    public long Allocatable(string resource) => Node.Allocatable[resource];

    /// <summary>Negative where pods were put here past the scheduler, or the node has shrunk.</summary>
    public long Free(string resource) => Allocatable(resource) - Requested(resource);

    public override string ToString() => Name;

    internal void Add(Pod pod)
    {
        _pods.Add(pod);
        if (pod.Demand.Apart.Count > 0)
        {
            _loners.Add(pod);
        }

        foreach (var (name, value) in pod.Demand.Requests.All)
        {
            switch (name)
            {
                case ResourceNames.Cpu:
                    _cpu += value;
                    break;
                case ResourceNames.Memory:
                    _memory += value;
                    break;
                default:
                    _others ??= [];
                    _others[name] = _others.GetValueOrDefault(name) + value;
                    break;
            }
        }
    }

    internal NodeState Without(Pod pod) => Holding(_pods.Where(other => other.Uid != pod.Uid));

    internal NodeState With(Pod pod) => Holding(_pods.Append(pod));

    /// <summary>The same pods on the node as it is now.</summary>
    internal NodeState As(Node node)
    {
        var state = new NodeState(node);
        _pods.ForEach(state.Add);
        return state;
    }

    private NodeState Holding(IEnumerable<Pod> pods)
    {
        var state = new NodeState(Node);
        foreach (var pod in pods)
        {
            state.Add(pod);
        }

        return state;
    }
}
