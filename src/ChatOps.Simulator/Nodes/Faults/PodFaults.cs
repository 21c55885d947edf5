using ChatOps.Simulator.Nodes.Prometheus;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes.Faults;

/// <summary>Finds out what is wrong with a pod's first container as things are now, wherever the fault comes from.</summary>
internal sealed class PodFaults(ClusterStore store)
{
    private readonly VolumeFaults _volumes = new();

    /// <returns>How it is going to end; null when nothing makes it.</returns>
    public Failure? FailureOf(StoredObject pod)
    {
        var kind = FaultsOf(pod).FirstOrDefault(fault => MakesFail(fault, pod))?.Kind;
        return PrometheusConfig.MistakeIn(store, pod) is { } mistake ? Failures.BadConfiguration(pod, mistake)
            : kind is { } found ? Failures.Of(found, pod)
            : null;
    }

    /// <summary>How many bytes a disk holds, as far as a fault says it; null when it is an ordinary one.</summary>
    public decimal? BytesOn(StoredObject pod, PodDisk disk) =>
        Fault.Of(pod).Kind == FaultKind.DiskFull ? _volumes.BytesOn(disk.Claim)
        : disk.Volume is { } volume && Fault.Of(volume).Kind == FaultKind.DiskFull ? _volumes.BytesOn(volume)
        : null;

    /// <summary>The pod's own fault and those in its data, without those that a new or larger volume has cured.</summary>
    private List<Fault> FaultsOf(StoredObject pod)
    {
        var own = Fault.Of(pod);
        List<Fault> faults = own.IsInVolume ? [] : [own];
        foreach (var disk in PodDisk.Of(store, pod))
        {
            AddIfItHolds(faults, own, disk.Claim);
            if (disk.Volume is { } volume && Fault.Of(volume) is var inData)
            {
                AddIfItHolds(faults, inData, volume);
                faults.AddRange(inData.IsInVolume ? [] : [inData]);
            }
        }

        return faults;
    }

    private void AddIfItHolds(List<Fault> faults, Fault fault, StoredObject disk)
    {
        if (!fault.IsInVolume)
        {
            _volumes.Forget(disk);
        }
        else if (_volumes.Holds(fault.Kind, disk))
        {
            faults.Add(fault);
        }
    }

    private static bool MakesFail(Fault fault, StoredObject pod) => fault.Kind switch
    {
        FaultKind.OutOfMemory => fault.ExceedsMemory(pod),
        FaultKind.CrashAlways or FaultKind.LivenessKilled => true,
        _ => fault.IsInVolume,
    };
}
