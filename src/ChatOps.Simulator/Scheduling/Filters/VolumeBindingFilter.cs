using k8s.Models;

namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>Bound volumes must be reachable from the node; waiting claims must find or get a volume there.</summary>
internal sealed class VolumeBindingFilter(PodVolumes pod, IVolumes volumes) : INodeFilter
{
    private const string NoProvisioner = "kubernetes.io/no-provisioner";
    private static readonly FitReason Lost = new(
        FitFilter.VolumeBinding, "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)", Removable: false);
    private static readonly FitReason Conflict = new(
        FitFilter.VolumeBinding, "node(s) had volume node affinity conflict", Removable: false);
    private static readonly FitReason NothingToBind = new(
        FitFilter.VolumeBinding, "node(s) didn't find available persistent volumes to bind", Removable: false);

    public IReadOnlyList<FitReason> Check(NodeState node)
    {
        if (pod.HasLostVolume)
        {
            return [Lost];
        }

        List<FitReason> reasons = [];
        if (!pod.Bound.TrueForAll(volume => IsReachable(volume, node)))
        {
            reasons.Add(Conflict);
        }

        if (!pod.Waiting.TrueForAll(waiting => CanGetVolume(waiting.Claim, waiting.Class, node)))
        {
            reasons.Add(NothingToBind);
        }

        return reasons;
    }

    private static bool IsReachable(V1PersistentVolume volume, NodeState node) =>
        volume.Spec.NodeAffinity?.Required is not { } required || required.Matches(node.Name, node.Labels);

    private bool CanGetVolume(V1PersistentVolumeClaim claim, V1StorageClass storageClass, NodeState node) =>
        volumes.FreeVolumes(storageClass.Metadata.Name).Any(
            volume => VolumeMatch.Suits(volume, claim) && IsReachable(volume, node))
        || (storageClass.Provisioner != NoProvisioner && IsAllowed(storageClass, node));

    private static bool IsAllowed(V1StorageClass storageClass, NodeState node) =>
        storageClass.AllowedTopologies is null or { Count: 0 }
        || storageClass.AllowedTopologies.Any(term => (term.MatchLabelExpressions ?? []).All(
            each => node.Labels.TryGetValue(each.Key, out var value) && each.Values.Contains(value)));
}
