using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>Whether an existing volume can serve a claim.</summary>
public static class VolumeMatch
{
    public static bool Suits(V1PersistentVolume volume, V1PersistentVolumeClaim claim) =>
        volume.Metadata.DeletionTimestamp is null
        && (volume.Spec.StorageClassName ?? "") == (claim.Spec.StorageClassName ?? "")
        && (volume.Spec.VolumeMode ?? "Filesystem") == (claim.Spec.VolumeMode ?? "Filesystem")
        && (claim.Spec.AccessModes ?? []).All(mode => volume.Spec.AccessModes?.Contains(mode) == true)
        && (claim.Spec.Selector is null || claim.Spec.Selector.Matches(volume.Metadata.Labels))
        && ResourceAmounts.Of(volume.Spec.Capacity)["storage"] >= ResourceAmounts.Of(claim.Spec.Resources?.Requests)["storage"];
}
