using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s.Models;

namespace ChatOps.Simulator.Nodes;

public enum FaultKind
{
    None,
    CrashAlways,
    CrashUntilNewVolume,
    OutOfMemory,
    NeverReady,
    IgnoresTermination,
}

/// <summary>What an annotation makes a pod do wrong, for drills and tests. It concerns the pod's first container.</summary>
/// <param name="Memory">For <see cref="FaultKind.OutOfMemory"/>: bytes that the container would need.</param>
public sealed record Fault(FaultKind Kind, decimal Memory = 0)
{
    public const string Annotation = "simulator.chatops.dev/fault";

    public static readonly Fault None = new(FaultKind.None);

    private const string OutOfMemoryBelow = "oom-below=";

    /// <summary>What isn't understood is no fault: the pod runs as if it had none.</summary>
    public static Fault Of(StoredObject pod) => pod.Annotation(Annotation) switch
    {
        "crash-always" => new(FaultKind.CrashAlways),
        "crash-until-new-volume" => new(FaultKind.CrashUntilNewVolume),
        "never-ready" => new(FaultKind.NeverReady),
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
