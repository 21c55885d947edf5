using k8s.Models;

namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>The claims of a pod, sorted by what they ask of a node.</summary>
internal sealed class PodVolumes
{
    private const string SelectedNode = "volume.kubernetes.io/selected-node";

    private PodVolumes()
    {
    }

    /// <summary>Why no node can take the pod before its claims are put right; null when nothing stands in the way.</summary>
    public string? Obstacle { get; private set; }

    public List<V1PersistentVolume> Bound { get; } = [];

    /// <summary>Bound to volumes that don't exist.</summary>
    public bool HasLostVolume { get; private set; }

    /// <summary>Their class waits for the pod to have a node.</summary>
    public List<(V1PersistentVolumeClaim Claim, V1StorageClass Class)> Waiting { get; } = [];

    public static PodVolumes Of(V1Pod pod, IVolumes volumes)
    {
        var result = new PodVolumes();
        foreach (var name in PlacedPod.ClaimsOf(pod))
        {
            var claim = volumes.FindClaim(pod.Metadata.NamespaceProperty ?? "default", name);
            result.Obstacle ??= ObstacleOf(name, claim);
            if (claim is not null && result.Obstacle is null)
            {
                result.Add(claim, volumes);
            }
        }

        return result;
    }

    public static bool IsBound(V1PersistentVolumeClaim claim) =>
        !string.IsNullOrEmpty(claim.Spec.VolumeName)
        && claim.Metadata.Annotations?.ContainsKey("pv.kubernetes.io/bind-completed") == true;

    private static string? ObstacleOf(string name, V1PersistentVolumeClaim? claim) => claim switch
    {
        null => $"persistentvolumeclaim \"{name}\" not found",
        { Metadata.DeletionTimestamp: not null } => $"persistentvolumeclaim \"{name}\" is being deleted",
        { Status.Phase: "Lost" } =>
            $"persistentvolumeclaim \"{name}\" bound to non-existent persistentvolume \"{claim.Spec.VolumeName}\"",
        _ => null,
    };

    private void Add(V1PersistentVolumeClaim claim, IVolumes volumes)
    {
        if (IsBound(claim))
        {
            if (volumes.FindVolume(claim.Spec.VolumeName) is { } volume)
            {
                Bound.Add(volume);
            }
            else
            {
                HasLostVolume = true;
            }
        }
        else if (WaitingClass(claim, volumes) is { } waiting)
        {
            Waiting.Add((claim, waiting));
        }
        else
        {
            Obstacle = "pod has unbound immediate PersistentVolumeClaims";
        }
    }

    private static V1StorageClass? WaitingClass(V1PersistentVolumeClaim claim, IVolumes volumes) =>
        string.IsNullOrEmpty(claim.Spec.VolumeName)
        && claim.Metadata.Annotations?.ContainsKey(SelectedNode) != true
        && claim.Spec.StorageClassName is { Length: > 0 } name
        && volumes.FindClass(name) is { VolumeBindingMode: "WaitForFirstConsumer" } found
            ? found
            : null;
}
