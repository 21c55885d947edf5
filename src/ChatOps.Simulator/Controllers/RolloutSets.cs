using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Controllers;

/// <summary>What a Deployment does to its ReplicaSets.</summary>
internal sealed class RolloutSets(ClusterStore store, EventRecorder events, Rollout rollout)
{
    private const string Component = "deployment-controller";
    private const string Desired = "deployment.kubernetes.io/desired-replicas";
    private const string Most = "deployment.kubernetes.io/max-replicas";
    private const long DefaultHistory = 10;

    private StoredObject Deployment => rollout.Deployment;

    /// <summary>Makes the ReplicaSet of the present template unless there is one.</summary>
    public void EnsureNew()
    {
        if (rollout.New is not null)
        {
            return;
        }

        var template = Deployment.Json.At("spec", "template");
        for (var collisions = 0L; ; collisions++)
        {
            var hash = PodTemplates.Hash(template, collisions);
            // Another template of the same hash: Kubernetes counts on until the name is free.
            if (store.Find(ResourceTypes.ReplicaSets, Deployment.Namespace, $"{Deployment.Name}-{hash}") is null)
            {
                rollout.New = new(store.Create(ResourceTypes.ReplicaSets, NewSet(Deployment, hash)), []);
                return;
            }
        }
    }

    /// <summary>Scales the only set that has pods while a rollout is paused.</summary>
    public void ScaleNewest(long replicas)
    {
        if (rollout.All.Where(set => set.Wanted > 0).ToList() is [var single])
        {
            Scale(single, replicas);
        }
    }

    public void Scale(RolloutSet set, long replicas)
    {
        var before = set.Wanted;
        set.Stored = store.Change(ResourceTypes.ReplicaSets, set.Stored.Namespace, set.Name, json =>
        {
            json.Child("spec")["replicas"] = replicas;
            var annotations = json.Child("metadata", "annotations");
            annotations[Desired] = rollout.Replicas.ToString();
            annotations[Most] = (rollout.Replicas + rollout.MaxSurge).ToString();
        });
        if (before != replicas)
        {
            var direction = replicas > before ? "up" : "down";
            events.Normal(
                Deployment, Component, "ScalingReplicaSet", $"Scaled {direction} replica set {set.Name} from {before} to {replicas}");
        }
    }

    /// <summary>The present set bears the highest revision, and the Deployment the same.</summary>
    public void MarkRevision()
    {
        var newest = rollout.New!;
        var highestOld = rollout.Old.Select(set => set.Revision).DefaultIfEmpty(0).Max();
        var revision = newest.Revision > highestOld ? newest.Revision : highestOld + 1;
        foreach (var stored in (StoredObject[])[newest.Stored, Deployment])
        {
            store.Change(stored.Type, stored.Namespace, stored.Name, json =>
                json.Child("metadata", "annotations")[Rollout.RevisionAnnotation] = revision.ToString());
        }
    }

    /// <summary>Removes the oldest empty sets beyond the revisions that are kept for undoing.</summary>
    public void RemoveHistory()
    {
        var empty = rollout.Old.Where(set => set is { Wanted: 0, Pods: 0 } && !set.Stored.IsTerminating).ToList();
        var limit = Deployment.Json.Number("spec", "revisionHistoryLimit") ?? DefaultHistory;
        foreach (var set in empty.OrderBy(set => set.Revision).Take((int)Math.Max(0, empty.Count - limit)))
        {
            store.Delete(ResourceTypes.ReplicaSets, set.Stored.Namespace, set.Name);
        }
    }

    /// <summary>The ReplicaSet of a Deployment's present template, with no pods yet.</summary>
    internal static JsonObject NewSet(StoredObject deployment, string hash)
    {
        var template = PodTemplates.WithoutHash(deployment.Json.At("spec", "template"));
        template.Child("metadata", "labels")[PodTemplates.HashLabel] = hash;
        var selector = (JsonObject)JsonNode.Parse(deployment.Json.At("spec", "selector").GetRawText())!;
        selector.Child("matchLabels")[PodTemplates.HashLabel] = hash;
        var spec = new JsonObject { ["replicas"] = 0, ["selector"] = selector, ["template"] = template };
        if (deployment.Json.Number("spec", "minReadySeconds") is { } minimum)
        {
            spec["minReadySeconds"] = minimum;
        }

        return new()
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{deployment.Name}-{hash}",
                ["namespace"] = deployment.Namespace,
                ["labels"] = template.At("metadata", "labels")!.DeepClone(),
                ["annotations"] = new JsonObject(),
                ["ownerReferences"] = new JsonArray(Ownership.ReferenceTo(deployment)),
            },
            ["spec"] = spec,
        };
    }
}
