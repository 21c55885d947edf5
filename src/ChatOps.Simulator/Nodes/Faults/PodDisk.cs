using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes.Faults;

/// <summary>One disk of a pod.</summary>
/// <param name="VolumeName">As the pod's spec names it.</param>
/// <param name="Volume">Null while the claim has none.</param>
internal sealed record PodDisk(string VolumeName, StoredObject Claim, StoredObject? Volume)
{
    /// <summary>The disks that exist, in the order of the pod's spec.</summary>
    public static IEnumerable<PodDisk> Of(ClusterStore store, StoredObject pod) =>
        from volume in pod.Json.Items("spec", "volumes")
        let claimName = volume.Text("persistentVolumeClaim", "claimName")
        where claimName is not null
        let claim = store.Find(ResourceTypes.PersistentVolumeClaims, pod.Namespace, claimName)
        where claim is not null
        select new PodDisk(volume.Text("name") ?? "", claim, VolumeOf(store, claim));

    private static StoredObject? VolumeOf(ClusterStore store, StoredObject claim) =>
        claim.Json.Text("spec", "volumeName") is { Length: > 0 } name ? store.Find(ResourceTypes.PersistentVolumes, null, name) : null;
}
