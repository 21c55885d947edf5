using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s.Models;

namespace ChatOps.Simulator.Nodes.Faults;

public enum FaultKind
{
    None,
    CrashAlways,
    CorruptLog,
    CorruptBlock,
    DiskFull,
    OutOfMemory,
    LivenessKilled,
    NeverReady,
    Stuck,
    IgnoresTermination,
}

/// <summary>
/// What an annotation makes a pod do wrong, for drills and tests. It concerns the pod's first container. On a pod (or on
/// the template of its workload) it goes with the pod; on a PersistentVolume it is in the data, and stays with them.
/// </summary>
/// <param name="Memory">For <see cref="FaultKind.OutOfMemory"/>: bytes that the container would need.</param>
public sealed record Fault(FaultKind Kind, decimal Memory = 0)
{
    public const string Annotation = "simulator.chatops.dev/fault";

    public static readonly Fault None = new(FaultKind.None);

    private const string OutOfMemoryBelow = "oom-below=";

    /// <summary>Whether it is in the data, so that another volume cures it.</summary>
    public bool IsInVolume => Kind is FaultKind.CorruptLog or FaultKind.CorruptBlock or FaultKind.DiskFull;

    /// <summary>What isn't understood is no fault: the pod runs as if it had none.</summary>
    public static Fault Of(StoredObject carrier) => carrier.Annotation(Annotation) switch
    {
        "crash-always" => new(FaultKind.CrashAlways),
        "crash-until-new-volume" => new(FaultKind.CorruptLog),
        "crash-until-new-volume=block" => new(FaultKind.CorruptBlock),
        "disk-full" => new(FaultKind.DiskFull),
        "liveness-killed" => new(FaultKind.LivenessKilled),
        "never-ready" => new(FaultKind.NeverReady),
        "stuck" => new(FaultKind.Stuck),
        "ignores-sigterm" => new(FaultKind.IgnoresTermination),
        { } text when text.StartsWith(OutOfMemoryBelow, StringComparison.Ordinal) => OutOfMemory(text[OutOfMemoryBelow.Length..]),
        _ => None,
    };

    /// <summary>Whether the limit of the pod's first container is too low for it.</summary>
    public bool ExceedsMemory(StoredObject pod)
    {
        var limit = pod.Json.Items("spec", "containers").FirstOrDefault().Text("resources", "limits", "memory");
        return limit is not null && new ResourceQuantity(limit).ToDecimal() < Memory;
    }

    private static Fault OutOfMemory(string quantity)
    {
        try
        {
            return new(FaultKind.OutOfMemory, Amount.Of(new ResourceQuantity(quantity)).Value);
        }
        catch (FormatException)
        {
            return None;
        }
    }
}
