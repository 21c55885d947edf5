using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Nodes.Faults;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes;

/// <summary>What an annotation makes a node do wrong.</summary>
public static class NodeHealth
{
    /// <summary>A lost node says nothing any more and ends no pod, as when its machine is off.</summary>
    public static bool IsLost(StoredObject node) => node.Annotation(Fault.Annotation) == "lost";
}
