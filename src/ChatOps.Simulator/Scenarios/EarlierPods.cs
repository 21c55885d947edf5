using System.Text.Json.Nodes;
using ChatOps.Simulator.Controllers;
using ChatOps.Simulator.Scheduling;
using ChatOps.Simulator.Store;
using k8s;
using k8s.Models;

namespace ChatOps.Simulator.Scenarios;

/// <summary>Makes the pods that have been running since before the start, where the scheduler would have put them.</summary>
internal sealed class EarlierPods(ClusterStore store, DateTimeOffset now)
{
    private static readonly WriteOptions Restored = new() { Restored = true };
    private static readonly TimeSpan StartUp = TimeSpan.FromSeconds(20);

    private readonly ClusterCache _cache = new(store);
    private int _addresses = 1;

    public void Create(StoredObject workload, IReadOnlyList<EarlierPod> pods)
    {
        if (workload.Type == ResourceTypes.Nodes)
        {
            _cache.ObserveNode(new(ChangeKind.Added, workload, null));
        }
        else if (workload.Type == ResourceTypes.Deployments)
        {
            CreateForDeployment(workload, pods);
        }
        else if (workload.Type == ResourceTypes.StatefulSets)
        {
            var set = StatefulSetView.Of(store, workload, StatefulRevisions.Of(store, workload), now);
            foreach (var pod in pods)
            {
                Create(StatefulSetStep.NewPod(set, long.Parse(pod.Suffix)), pod);
            }
        }
        else if (pods.Count > 0)
        {
            throw new InvalidDataException($"{workload.Type.Kind} {workload.Name} can't have earlier pods.");
        }
    }

    /// <summary>The suffix of a Deployment's pod is the hash of its ReplicaSet and five letters of its own.</summary>
    private void CreateForDeployment(StoredObject deployment, IReadOnlyList<EarlierPod> pods)
    {
        foreach (var group in pods.GroupBy(pod => pod.Suffix.Split('-')[0]))
        {
            var json = RolloutSets.NewSet(deployment, group.Key);
            json.Child("spec")["replicas"] = group.Count();
            json.Child("metadata", "annotations")[Rollout.RevisionAnnotation] = "1";
            json.Child("metadata")["creationTimestamp"] = Timestamps.Write(now - group.Max(pod => pod.Age));
            var set = store.Create(ResourceTypes.ReplicaSets, json, Restored);
            foreach (var pod in group)
            {
                var podJson = PodTemplates.NewPod(set, set.Json.At("spec", "template"));
                podJson.Child("metadata")["generateName"] = set.Name + "-";
                podJson.Child("metadata")["name"] = $"{deployment.Name}-{pod.Suffix}";
                Create(podJson, pod);
            }
        }
    }

    private void Create(JsonObject json, EarlierPod earlier)
    {
        json.Child("metadata")["creationTimestamp"] = Timestamps.Write(now - earlier.Age);
        json.Child("spec")["nodeName"] = earlier.Node ?? ChooseNode(json);
        WriteStatus(json, earlier);
        _cache.ObservePod(new(ChangeKind.Added, store.Create(ResourceTypes.Pods, json, Restored), null));
    }

    private string ChooseNode(JsonObject json)
    {
        var model = KubernetesJson.Deserialize<V1Pod>(json);
        return NodeChoice.Best(model, new PodFit(model, _cache.View).CheckAll())?.Name
            ?? throw new InvalidDataException($"Pod {model.Metadata.Name} fits no node of the scenario.");
    }

    /// <summary>Running and ready since shortly after it was made; its node agent fills in the rest when it takes it up.</summary>
    private void WriteStatus(JsonObject json, EarlierPod earlier)
    {
        var createdAt = now - earlier.Age;
        var readyAt = createdAt + StartUp < now ? createdAt + StartUp : now;
        var status = json.Child("status");
        status["phase"] = "Running";
        status["startTime"] = Timestamps.Write(createdAt);
        status["podIP"] = $"10.36.200.{++_addresses}";
        status.SetCondition("PodScheduled", value: true, createdAt);
        foreach (var type in (string[])["Initialized", "Ready", "ContainersReady"])
        {
            status.SetCondition(type, value: true, readyAt);
        }

        var restarts = earlier.Restarts;
        foreach (var container in json.Items("spec", "containers").OfType<JsonObject>())
        {
            // Of earlier runs nothing is left but their number, as after the node has removed dead containers.
            status.ChildArray("containerStatuses").Add(new JsonObject
            {
                ["name"] = container.Text("name"),
                ["ready"] = true,
                ["restartCount"] = restarts,
                ["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = Timestamps.Write(readyAt) } },
            });
            restarts = 0;
        }
    }
}
