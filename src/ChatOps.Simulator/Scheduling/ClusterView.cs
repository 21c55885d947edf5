namespace ChatOps.Simulator.Scheduling;

/// <summary>Everything a fit decision looks at.</summary>
public sealed record ClusterView(IReadOnlyCollection<NodeState> Nodes, NamespaceLabels NamespaceLabels, IVolumes Volumes);
