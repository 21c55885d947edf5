using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>The storage objects a fit decision looks up.</summary>
public interface IVolumes
{
    V1PersistentVolumeClaim? FindClaim(string ns, string name);

    V1PersistentVolume? FindVolume(string name);

    V1StorageClass? FindClass(string name);

    /// <summary>Volumes of a class that no claim holds.</summary>
    IEnumerable<V1PersistentVolume> FreeVolumes(string className);
}
