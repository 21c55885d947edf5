namespace ChatOps.Simulator.Scheduling;

/// <summary>The filters of the default profile that the simulator has, in the order a node is put through them.</summary>
public enum FitFilter
{
    Unschedulable,
    NodeName,
    Taint,
    NodeAffinity,
    HostPorts,
    Resources,
    VolumeRestriction,
    VolumeBinding,
    VolumeZone,
    TopologySpread,
    PodAffinity,
}

/// <summary>Why a node can't take a pod.</summary>
/// <param name="Words">As kube-scheduler words it, for instance <c>Insufficient cpu</c>.</param>
/// <param name="Removable">Whether evicting other pods from the node could help, as preemption asks.</param>
public sealed record FitReason(FitFilter Filter, string Words, bool Removable);
