using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>A StatefulSet, its pods and its revisions at one moment.</summary>
public sealed class StatefulSetView
{
    private readonly DateTimeOffset _now;
    private readonly TimeSpan _minimumReady;

    private StatefulSetView(StoredObject stored, StatefulRevisions revisions, IReadOnlyList<StoredObject> pods, DateTimeOffset now)
    {
        Stored = stored;
        Revisions = revisions;
        Pods = pods.Where(pod => OrdinalOf(pod) >= 0).OrderBy(OrdinalOf).ToDictionary(OrdinalOf);
        _now = now;
        _minimumReady = TimeSpan.FromSeconds(stored.Json.Number("spec", "minReadySeconds") ?? 0);
    }

    public StoredObject Stored { get; }

    public StatefulRevisions Revisions { get; }

    /// <summary>By ordinal.</summary>
    public IReadOnlyDictionary<long, StoredObject> Pods { get; }

    public long First => Stored.Json.Number("spec", "ordinals", "start") ?? 0;

    public long Replicas => Stored.Json.Number("spec", "replicas") ?? 1;

    public bool IsParallel => Stored.Json.Text("spec", "podManagementPolicy") == "Parallel";

    public bool UpdatesOnDelete => Stored.Json.Text("spec", "updateStrategy", "type") == "OnDelete";

    /// <summary>Ordinals below it keep the current revision.</summary>
    public long Partition => Stored.Json.Number("spec", "updateStrategy", "rollingUpdate", "partition") ?? 0;

    /// <summary>Pods beyond the wanted ordinals, the highest first.</summary>
    public IEnumerable<StoredObject> Surplus =>
        Pods.Where(each => each.Key < First || each.Key >= First + Replicas).OrderByDescending(each => each.Key).Select(each => each.Value);

    /// <summary>When the next pod will have been ready long enough to be available; null when there is none.</summary>
    public TimeSpan? NextAvailable => Pods.Values.Any(pod => pod.IsReady() && !IsAvailable(pod)) ? _minimumReady : null;

    public static StatefulSetView Of(ClusterStore store, StoredObject stored, StatefulRevisions revisions, DateTimeOffset now) =>
        new(stored, revisions, Ownership.Claim(store, stored, ResourceTypes.Pods), now);

    public static string RevisionOf(StoredObject pod) => pod.Labels.GetValueOrDefault(StatefulRevisions.Label, "");

    public bool IsHealthy(StoredObject pod) => pod.IsActive() && IsAvailable(pod) && pod.Phase() == "Running";

    /// <summary>The revision a pod that has to be made anew gets.</summary>
    public string RevisionFor(long ordinal) =>
        !UpdatesOnDelete && ordinal - First < Partition ? Revisions.Current : Revisions.Update;

    public void WriteStatus(JsonObject json)
    {
        var pods = Pods.Values.ToList();
        var live = pods.Where(pod => !pod.IsTerminating).ToList();
        var status = json.Child("status");
        var finished = live.Count == Replicas && pods.Count == Replicas && Partition == 0
            && live.TrueForAll(pod => RevisionOf(pod) == Revisions.Update && IsHealthy(pod));
        var current = finished || pods.Count == 0 ? Revisions.Update : Revisions.Current;
        status["observedGeneration"] = Stored.Json.Number("metadata", "generation") ?? 1;
        status["replicas"] = pods.Count;
        status.SetCount("readyReplicas", pods.Count(pod => pod.IsReady() && pod.Phase() == "Running"));
        status["availableReplicas"] = pods.Count(pod => IsAvailable(pod) && pod.Phase() == "Running");
        status.SetCount("currentReplicas", live.Count(pod => RevisionOf(pod) == current));
        status.SetCount("updatedReplicas", live.Count(pod => RevisionOf(pod) == Revisions.Update));
        status["currentRevision"] = current;
        status["updateRevision"] = Revisions.Update;
        status["collisionCount"] = 0;
    }

    private bool IsAvailable(StoredObject pod) => pod.IsAvailable(_minimumReady, _now);

    private static long OrdinalOf(StoredObject pod) =>
        pod.Name.LastIndexOf('-') is > 0 and var dash && long.TryParse(pod.Name.AsSpan(dash + 1), out var ordinal) ? ordinal : -1;
}
