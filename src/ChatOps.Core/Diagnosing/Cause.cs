namespace ChatOps.Diagnosing;

/// <summary>Why a workload's pod is as it is. Each cause calls for another cure.</summary>
public enum Cause
{
    /// <summary>Nothing is wrong that can be seen.</summary>
    Healthy,

    /// <summary>The kernel killed it for want of memory, or it died while reading back what fills its memory.</summary>
    OutOfMemory,

    /// <summary>The kubelet killed it because its liveness probe failed: it was too slow, not too big.</summary>
    LivenessKilled,

    /// <summary>What it keeps on its volume can't be read back.</summary>
    CorruptData,

    /// <summary>There is no room left on its volume.</summary>
    DiskFull,

    /// <summary>No node takes the pod, or it may not even be created (a quota, a webhook).</summary>
    Unschedulable,

    /// <summary>The image can't be pulled.</summary>
    ImageUnavailable,

    /// <summary>Its configuration is wrong: whatever is restarted or replaced, it stops at the same place again.</summary>
    BadConfiguration,

    /// <summary>It is not well, and nothing that could be looked at says why.</summary>
    Unknown,

    /// <summary>It is scaled to nothing.</summary>
    Stopped,

    /// <summary>It is on its way: preparing, starting or reading back its data. Nothing to cure yet.</summary>
    Starting,

    /// <summary>Kubernetes believes it well, but it stopped doing its work.</summary>
    Stuck,

    /// <summary>It was told to end and is within its grace.</summary>
    Ending,
}
