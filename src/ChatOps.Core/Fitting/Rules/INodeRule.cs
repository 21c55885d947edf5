namespace ChatOps.Fitting.Rules;

/// <summary>
/// One of the scheduler's filters, prepared for one pod
/// (https://kubernetes.io/docs/reference/scheduling/config/#scheduling-plugins).
/// </summary>
internal interface INodeRule
{
    /// <summary>Adds what keeps the pod off this node, in the filter's own order.</summary>
    void Judge(NodeState node, List<Obstacle> obstacles);
}
