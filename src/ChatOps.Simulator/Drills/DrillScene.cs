using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Drills;

/// <summary>The pods that a drill is about, at one moment.</summary>
/// <param name="Version">Of the cluster, to watch from.</param>
/// <param name="Instance">Of the cluster: another after it was started anew.</param>
public sealed record DrillScene(IReadOnlyList<JsonElement> Pods, string Version, string Instance)
{
    private IEnumerable<JsonElement> ReadyPods => Pods.Where(IsReady);

    /// <summary>The claims of the ready pods.</summary>
    public IEnumerable<string> Claims => ReadyPods.SelectMany(pod => pod.Items("spec", "volumes"))
        .Select(volume => volume.Text("persistentVolumeClaim", "claimName")).OfType<string>().Distinct();

    public bool IsWell(DrillEnd end) => ReadyPods.Count() >= end.Ready;

    /// <summary>Whether none of the pods of an earlier moment is left.</summary>
    public bool Replaces(DrillScene earlier) => !Pods.Select(Uid).Intersect(earlier.Pods.Select(Uid)).Any();

    /// <summary>How many are ready, in words.</summary>
    public override string ToString() => $"{ReadyPods.Count()} of {Pods.Count} {(Pods.Count == 1 ? "pod" : "pods")} ready";

    private static string? Uid(JsonElement pod) => pod.Text("metadata", "uid");

    private static bool IsReady(JsonElement pod) => !pod.At("metadata", "deletionTimestamp").Exists()
        && pod.Items("status", "conditions").Any(each => each.Text("type") == "Ready" && each.Text("status") == "True");
}
