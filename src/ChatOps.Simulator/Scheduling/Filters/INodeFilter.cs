namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>One rule, prepared for one pod. An empty answer means the node passes.</summary>
internal interface INodeFilter
{
    IReadOnlyList<FitReason> Check(NodeState node);
}
