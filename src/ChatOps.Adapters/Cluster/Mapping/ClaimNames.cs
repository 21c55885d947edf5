using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>Which claims a list of volumes names.</summary>
internal static class ClaimNames
{
    /// <param name="pod">
    /// The pod that has the volumes: its ephemeral ones are claims named after it and them
    /// (https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#persistentvolumeclaim-naming). Null for a template,
    /// whose pods have no names yet.
    /// </param>
    public static ValueList<string> In(VolumeSource[]? volumes, string? pod) =>
        [.. (volumes ?? []).Select(volume => NameOf(volume, pod)).OfType<string>()];

    private static string? NameOf(VolumeSource volume, string? pod) => volume switch
    {
        { PersistentVolumeClaim: { } claim } => claim.ClaimName,
        { Ephemeral: not null } when pod is not null => $"{pod}-{volume.Name}",
        _ => null,
    };
}
