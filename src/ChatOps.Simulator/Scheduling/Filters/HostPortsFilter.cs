using k8s.Models;

namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>No two pods of a node may take the same host port.</summary>
internal sealed class HostPortsFilter(V1PodSpec pod) : INodeFilter
{
    private static readonly FitReason[] Taken =
        [new(FitFilter.HostPorts, "node(s) didn't have free ports for the requested pod ports", Removable: true)];

    private readonly IReadOnlyList<HostPort> _wanted = HostPort.Of(pod);

    public IReadOnlyList<FitReason> Check(NodeState node) =>
        _wanted.Count > 0 && node.Pods.SelectMany(placed => placed.HostPorts).Any(
            taken => _wanted.Any(wanted => wanted.ConflictsWith(taken)))
            ? Taken
            : [];
}
