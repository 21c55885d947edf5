using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Scheduling;
using k8s;
using k8s.Models;

namespace ChatOps.Tests.Simulator.Scheduling;

/// <summary>The random clusters in tests/recordings/kube-scheduler and what a real kube-scheduler 1.20 said of them.</summary>
internal sealed record SchedulerRecording(int Number, ClusterView Cluster, V1Pod Pending, JsonObject PerNode, JsonObject Whole)
{
    public static IEnumerable<SchedulerRecording> All()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "recordings", "kube-scheduler", "cases.json"));
        return [.. JsonNode.Parse(file)!["cases"]!.AsArray().Select(each => Of(each!.AsObject()))];
    }

    /// <summary>The pod as it was asked about one node: pinned there in every term of its required node affinity.</summary>
    public V1Pod PinnedTo(string node)
    {
        var clone = KubernetesJson.Deserialize<V1Pod>(KubernetesJson.Serialize(Pending));
        var pin = new V1NodeSelectorRequirement { Key = "metadata.name", OperatorProperty = "In", Values = [node] };
        clone.Spec.Affinity ??= new();
        clone.Spec.Affinity.NodeAffinity ??= new();
        var required = clone.Spec.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution
            ??= new() { NodeSelectorTerms = [new()] };
        foreach (var term in required.NodeSelectorTerms)
        {
            term.MatchFields = [.. term.MatchFields ?? [], pin];
        }

        return clone;
    }

    private static SchedulerRecording Of(JsonObject recorded)
    {
        var nodes = recorded["nodes"]!.AsArray().Select(node => NodeOf(node!.AsObject())).ToList();
        foreach (var pod in recorded["pods"]!.AsArray().Select(pod => pod!.AsObject()))
        {
            if ((string)pod["state"]! != "Succeeded")
            {
                nodes.Single(node => node.Name == (string)pod["node"]!).Place(PlacedPod.Of(PodOf(pod)));
            }
        }

        return new(
            (int)recorded["case"]!,
            new(nodes, _ => new Dictionary<string, string>(), new NoVolumes()),
            PodOf(recorded["pending"]!.AsObject()),
            recorded["perNode"]!.AsObject(),
            recorded["whole"]!.AsObject());
    }

    private static NodeState NodeOf(JsonObject recorded)
    {
        var node = new V1Node
        {
            Metadata = recorded["metadata"].Deserialize<V1ObjectMeta>(),
            Spec = KubernetesJson.Deserialize<V1NodeSpec>(recorded["spec"]!),
            Status = new() { Allocatable = KubernetesJson.Deserialize<Dictionary<string, ResourceQuantity>>(recorded["allocatable"]!) },
        };
        if (node.Spec.Unschedulable == true)
        {
            node.Spec.Taints = [.. node.Spec.Taints ?? [], new() { Key = "node.kubernetes.io/unschedulable", Effect = "NoSchedule" }];
        }

        return new(node);
    }

    private static V1Pod PodOf(JsonObject recorded) => new()
    {
        Metadata = new()
        {
            Name = (string?)recorded["name"] ?? "pending",
            NamespaceProperty = "default",
            Labels = recorded["labels"].Deserialize<Dictionary<string, string>>(),
            DeletionTimestamp = (string?)recorded["state"] == "Terminating" ? DateTime.UnixEpoch : null,
        },
        Spec = KubernetesJson.Deserialize<V1PodSpec>(recorded["spec"]!),
    };

    private sealed class NoVolumes : IVolumes
    {
        public V1PersistentVolumeClaim? FindClaim(string ns, string name) => null;

        public V1PersistentVolume? FindVolume(string name) => null;

        public V1StorageClass? FindClass(string name) => null;

        public IEnumerable<V1PersistentVolume> FreeVolumes(string className) => [];
    }
}
