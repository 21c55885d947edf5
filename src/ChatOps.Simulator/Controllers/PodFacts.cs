using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>What controllers ask a pod, read straight from its JSON: a model of each of 100,000 pods would be too much.</summary>
public static class PodFacts
{
    public static string Phase(this StoredObject pod) => pod.Json.Text("status", "phase") ?? "Pending";

    public static string? NodeName(this StoredObject pod) =>
        pod.Json.Text("spec", "nodeName") is { Length: > 0 } node ? node : null;

    public static bool HasEnded(this StoredObject pod) => pod.Phase() is "Succeeded" or "Failed";

    /// <summary>Neither ended nor about to.</summary>
    public static bool IsActive(this StoredObject pod) => !pod.IsTerminating && !pod.HasEnded();

    public static bool IsReady(this StoredObject pod) => pod.Condition("Ready") is { } ready && ready.Text("status") == "True";

    /// <summary>Ready for at least that long.</summary>
    public static bool IsAvailable(this StoredObject pod, TimeSpan minimum, DateTimeOffset now) =>
        pod.IsReady() && (minimum <= TimeSpan.Zero || pod.ReadySince() + minimum <= now);

    public static DateTimeOffset ReadySince(this StoredObject pod) =>
        Timestamps.Read(pod.Condition("Ready")?.Text("lastTransitionTime")) ?? DateTimeOffset.MinValue;

    public static DateTimeOffset CreatedAt(this StoredObject stored) =>
        Timestamps.Read(stored.Json.Text("metadata", "creationTimestamp")) ?? DateTimeOffset.MinValue;

    public static long Restarts(this StoredObject pod) =>
        pod.Json.Items("status", "containerStatuses").Sum(status => status.Number("restartCount") ?? 0);

    public static string? Annotation(this StoredObject stored, string name) => stored.Json.Text("metadata", "annotations", name);

    public static JsonElement? Condition(this StoredObject stored, string type)
    {
        foreach (var condition in stored.Json.Items("status", "conditions"))
        {
            if (condition.Text("type") == type)
            {
                return condition;
            }
        }

        return null;
    }
}
