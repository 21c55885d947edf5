using System.Text.Json.Nodes;
using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Tests.Cluster;
using ChatOps.Tests.Fakes;

namespace ChatOps.Tests.Fitting;

/// <summary>The random clusters in tests/recordings/kube-scheduler as the inventory sees them, and what was recorded of them.</summary>
internal sealed record RecordedCluster(int Number, Landscape Landscape, JsonObject Pending, JsonObject PerNode, JsonObject Whole)
{
    private const string Pin = "metadata.name";

    public static IEnumerable<RecordedCluster> All()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "recordings", "kube-scheduler", "cases.json"));
        return [.. JsonNode.Parse(file)!["cases"]!.AsArray().Select(each => Of(each!.AsObject()))]; // recorded so
    }

    public Candidate Candidate() => ChatOps.Fitting.Candidate.Of(PodOf(Pending));

    /// <summary>The pod as it was asked about one node: pinned there in every term of its required node affinity.</summary>
    public Candidate PinnedTo(string node)
    {
        var pending = (JsonObject)Pending.DeepClone();
        var terms = Child(Child(Child(Child(pending, "spec"), "affinity"), "nodeAffinity"), "requiredDuringSchedulingIgnoredDuringExecution");
        terms["nodeSelectorTerms"] ??= new JsonArray(new JsonObject());
        foreach (var term in terms["nodeSelectorTerms"]!.AsArray()) // set the line before
        {
            term!["matchFields"] = new JsonArray(
                new JsonObject { ["key"] = Pin, ["operator"] = "In", ["values"] = new JsonArray(node) });
        }

        return ChatOps.Fitting.Candidate.Of(PodOf(pending));
    }

    private static RecordedCluster Of(JsonObject recorded)
    {
        var inventory = new FakeInventory { Nodes = [.. recorded["nodes"]!.AsArray().Select(node => NodeOf(node!.AsObject()))] };
        inventory.With(recorded["pods"]!.AsArray().Select(pod => PodOf(pod!.AsObject())));
        return new(
            (int)recorded["case"]!,
            Landscape.Of(inventory),
            recorded["pending"]!.AsObject(),
            recorded["perNode"]!.AsObject(),
            recorded["whole"]!.AsObject());
    }

    private static Node NodeOf(JsonObject recorded)
    {
        var spec = (JsonObject)recorded["spec"]!.DeepClone();
        if (spec["unschedulable"] is not null)
        {
            spec["taints"] ??= new JsonArray();
            spec["taints"]!.AsArray().Add(new JsonObject { ["key"] = "node.kubernetes.io/unschedulable", ["effect"] = "NoSchedule" });
        }

        return Manifests.Node(new JsonObject
        {
            ["metadata"] = recorded["metadata"]!.DeepClone(),
            ["spec"] = spec,
            ["status"] = new JsonObject { ["allocatable"] = recorded["allocatable"]!.DeepClone() },
        }.ToJsonString());
    }

    private static Pod PodOf(JsonObject recorded)
    {
        var state = (string?)recorded["state"];
        var spec = (JsonObject)recorded["spec"]!.DeepClone();
        spec["nodeName"] = (string?)recorded["node"];
        return Manifests.Pod(new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = (string?)recorded["name"] ?? "pending",
                ["namespace"] = "default",
                ["uid"] = (string?)recorded["name"] ?? "pending",
                ["labels"] = recorded["labels"]?.DeepClone(),
                ["deletionTimestamp"] = state is "Terminating" ? "2026-11-01T00:00:00Z" : null,
            },
            ["spec"] = spec,
            ["status"] = new JsonObject { ["phase"] = state is "Succeeded" ? state : "Running" },
        }.ToJsonString());
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        parent[name] ??= new JsonObject();
        return parent[name]!.AsObject(); // set the line before
    }
}
