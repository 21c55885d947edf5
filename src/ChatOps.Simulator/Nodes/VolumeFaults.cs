using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes;

/// <summary>Remembers which volume was broken when the fault <c>crash-until-new-volume</c> was first seen on a claim.</summary>
internal sealed class VolumeFaults(ClusterStore store)
{
    private readonly Dictionary<ObjectKey, string> _broken = [];

    /// <summary>Whether the pod has the fault and its claim is still the one it had then.</summary>
    public bool StillHolds(StoredObject pod)
    {
        if (Fault.Of(pod).Kind != FaultKind.CrashUntilNewVolume || ClaimOf(pod) is not { } claim)
        {
            return false;
        }

        _broken.TryAdd(claim.Key, claim.Uid);
        return _broken[claim.Key] == claim.Uid;
    }

    private StoredObject? ClaimOf(StoredObject pod) =>
        pod.Json.Items("spec", "volumes").Select(volume => volume.Text("persistentVolumeClaim", "claimName")).OfType<string>()
            .Select(name => store.Find(ResourceTypes.PersistentVolumeClaims, pod.Namespace, name))
            .FirstOrDefault();
}
