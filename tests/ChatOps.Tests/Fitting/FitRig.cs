using System.Text.Json.Nodes;
using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;
using ChatOps.Tests.Cluster;
using ChatOps.Tests.Fakes;

namespace ChatOps.Tests.Fitting;

/// <summary>A cluster worked out by hand, in the notation of manifests.</summary>
internal sealed class FitRig
{
    public const string Space = "n";

    public FakeInventory Inventory { get; } = new();

    /// <param name="allocatable">Such as <c>"cpu":"2","memory":"2Gi"</c>; 110 pods unless it says otherwise.</param>
    /// <param name="labels">Such as <c>"zone":"a"</c>; the host name is there anyway.</param>
    /// <param name="spec">Such as <c>"unschedulable":true</c>.</param>
    public FitRig Node(string name, string allocatable = "\"cpu\":\"4\",\"memory\":\"8Gi\"", string labels = "", string spec = "")
    {
        var node = Manifests.Node(
            $$"""
            {"metadata":{"name":"{{name}}","uid":"{{name}}","labels":{ {{List("\"kubernetes.io/hostname\":\"" + name + "\"", labels)}} } },
             "spec":{ {{spec}} },
             "status":{"allocatable":{ {{List(allocatable, allocatable.Contains("pods") ? "" : "\"pods\":\"110\"")}} },
                       "conditions":[{"type":"Ready","status":"True"}]} }
            """);
        Inventory.Nodes = [.. Inventory.Nodes, node];
        return this;
    }

    /// <param name="node">Empty while it waits for one.</param>
    /// <param name="spec">What stands in spec beside the node; one container that requests nothing where it names none.</param>
    /// <param name="nominated">The node that keeps room for it.</param>
    public FitRig Pod(
        string name,
        string node,
        string spec = "",
        string labels = "",
        string space = Space,
        string owner = "",
        bool isEnding = false,
        string nominated = "")
    {
        Inventory.With(Manifests.Pod(
            $$"""
            {"metadata":{"name":"{{name}}","uid":"{{name}}","namespace":"{{space}}","labels":{ {{labels}} },
                         "creationTimestamp":"2026-02-27T03:16:00Z","ownerReferences":[{"kind":"{{(owner.Length == 0 ? "StatefulSet" : owner)}}","name":"o","uid":"o","controller":true}]
                         {{(isEnding ? ",\"deletionTimestamp\":\"2026-03-01T03:16:30Z\"" : "")}} },
             "spec":{ {{List($"\"nodeName\":\"{node}\"", spec)}} },
             "status":{"phase":"{{(node.Length == 0 ? "Pending" : "Running")}}","nominatedNodeName":"{{nominated}}"} }
            """));
        return this;
    }

    public FitRig Claim(string name, string spec, string phase = "Bound", string metadata = "")
    {
        Inventory.Claims = [.. Inventory.Claims, Manifests.Claim(
            $$"""{"metadata":{ {{List($"\"name\":\"{name}\",\"uid\":\"{name}\",\"namespace\":\"{Space}\"", metadata)}} },"spec":{ {{spec}} },"status":{"phase":"{{phase}}"} }""")];
        return this;
    }

    public FitRig Volume(string name, string spec, string labels = "")
    {
        Inventory.Volumes = [.. Inventory.Volumes, Manifests.Volume(
            $$"""{"metadata":{"name":"{{name}}","labels":{ {{labels}} } },"spec":{ {{spec}} },"status":{"phase":"Available"} }""")];
        return this;
    }

    public FitRig Class(string name, string fields)
    {
        Inventory.StorageClasses = [.. Inventory.StorageClasses, Manifests.StorageClass(
            $$"""{"metadata":{"name":"{{name}}"},{{fields}} }""")];
        return this;
    }

    /// <summary>Containers that request CPU and nothing else: <c>"2","500m"</c>.</summary>
    public static string Cpu(params string[] amounts) => $"\"containers\":[{string.Join(',', amounts.Select(amount =>
        new JsonObject { ["name"] = "c", ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = amount } } }.ToJsonString()))}]";

    /// <param name="cpu">Thousandths of a core that one container requests.</param>
    public static PodDemand Demand(int cpu) => new()
    {
        Resources = new PodResources(
            [new("c", ContainerRole.Main, ResourceAmounts.Of(new ResourceAmount(ResourceNames.Cpu, cpu)), ResourceAmounts.None)],
            ResourceAmounts.None,
            ResourceAmounts.None,
            ResourceAmounts.None),
    };

    public Pod Pending(string spec, string labels = "", string name = "new")
    {
        Pod(name, node: "", spec, labels);
        return Inventory.FindPod(Space, name)!; // put in the line before
    }

    /// <summary>What each node says, or what is wrong with the pod's claims.</summary>
    public string Says(string spec, string labels = "", string name = "new")
    {
        var report = FitReport.Of(Candidate.Of(Pending(spec, labels, name)), Landscape.Of(Inventory));
        return report.Claims.Count > 0
            ? string.Join("; ", report.Claims.Select(claim => claim.Words))
            : string.Join('\n', report.Nodes.Select(node =>
                $"{node.Node}: {(node.Fits ? "fits" : string.Join("; ", node.Obstacles))}"));
    }

    private static string List(string one, string two) => two.Length == 0 ? one : $"{one},{two}";
}
