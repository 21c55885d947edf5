using System.Text.Json;
using ChatOps.Simulator.Store;
using k8s;
using k8s.Models;

namespace ChatOps.Simulator.Controllers;

/// <summary>A ReplicaSet as its Deployment sees it.</summary>
public sealed class RolloutSet(StoredObject stored, IReadOnlyList<StoredObject> pods)
{
    public StoredObject Stored { get; set; } = stored;

    public string Name => Stored.Name;

    public long Wanted => Stored.Json.Number("spec", "replicas") ?? 1;

    public long Pods => Stored.Json.Number("status", "replicas") ?? 0;

    public long Ready => Stored.Json.Number("status", "readyReplicas") ?? 0;

    public long Available => Stored.Json.Number("status", "availableReplicas") ?? 0;

    /// <summary>Pods whose containers may still run; those that are ending count.</summary>
    public int RunningPods => pods.Count(pod => !pod.HasEnded());

    public long Revision => long.TryParse(Stored.Annotation(Rollout.RevisionAnnotation), out var revision) ? revision : 0;
}

/// <summary>A Deployment and its ReplicaSets at one moment.</summary>
public sealed class Rollout
{
    public const string RevisionAnnotation = "deployment.kubernetes.io/revision";

    private const string DefaultLimit = "25%";

    private Rollout(StoredObject deployment, IReadOnlyList<RolloutSet> sets)
    {
        Deployment = deployment;
        var template = deployment.Json.At("spec", "template");
        New = sets.FirstOrDefault(set => PodTemplates.AreEqual(set.Stored.Json.At("spec", "template"), template));
        Old = [.. sets.Where(set => set != New)];
    }

    public StoredObject Deployment { get; }

    /// <summary>The one with the Deployment's present template; null before it is made.</summary>
    public RolloutSet? New { get; set; }

    /// <summary>The others, oldest first.</summary>
    public IReadOnlyList<RolloutSet> Old { get; }

    public IEnumerable<RolloutSet> All => New is null ? Old : [.. Old, New];

    public long Replicas => Deployment.Json.Number("spec", "replicas") ?? 1;

    public bool Paused => Deployment.Json.At("spec", "paused").ValueKind == JsonValueKind.True;

    public bool Recreates => Deployment.Json.Text("spec", "strategy", "type") == "Recreate";

    /// <summary>Pods that may exist beyond <see cref="Replicas"/>.</summary>
    public long MaxSurge => Recreates ? 0 : Share("maxSurge", roundUp: true);

    /// <summary>Pods that may be missing; at least 1 where nothing may exist beyond, or nothing could ever move.</summary>
    public long MaxUnavailable
    {
        get
        {
            var unavailable = Recreates ? 0 : Share("maxUnavailable", roundUp: false);
            return unavailable == 0 && MaxSurge == 0 ? 1 : Math.Min(unavailable, Replicas);
        }
    }

    public static Rollout Of(ClusterStore store, StoredObject deployment)
    {
        var sets = Ownership.Claim(store, deployment, ResourceTypes.ReplicaSets);
        return new(deployment,
        [
            .. sets.OrderBy(set => set.CreatedAt()).Select(set => new RolloutSet(
                set, [.. store.Snapshot.DependentsOf(set.Uid).Where(each => each.Type == ResourceTypes.Pods)])),
        ]);
    }

    private long Share(string field, bool roundUp) =>
        ShareOf(Deployment.Json.At("spec", "strategy", "rollingUpdate", field) is var value && value.Exists()
            ? KubernetesJson.Deserialize<IntOrString>(value).Value
            : DefaultLimit, Replicas, roundUp);

    /// <param name="text">A number, or a percentage of <paramref name="whole"/>.</param>
    internal static long ShareOf(string text, long whole, bool roundUp)
    {
        if (!text.EndsWith('%'))
        {
            return long.Parse(text);
        }

        var share = decimal.Parse(text.AsSpan(0, text.Length - 1)) * whole / 100;
        return (long)(roundUp ? Math.Ceiling(share) : Math.Floor(share));
    }
}
