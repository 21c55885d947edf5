using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Fitting;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Queries.Nodes;

/// <summary>The answer to <see cref="NodeQuery"/>: what "kubectl describe node" tells of its pods, the largest first.</summary>
internal sealed class NodeAnswer(NodeState node, DateTimeOffset now)
{
    private const int MostRows = 110;

    private static readonly ImmutableList<string> Headers =
        ["POD", "CPU", "MEMORY", "CPU LIMIT", "MEMORY LIMIT", "AGE", "NAMESPACE"];

    private static readonly ImmutableList<string> SumHeaders = ["RESOURCE", "REQUESTED", "FREE", "LIMITS", "ALLOCATABLE"];

    public Message Render()
    {
        var state = NodesAnswer.StateOf(node.Node);
        var message = Message.Titled(Title(state), state.Length == 0 ? Tone.Good : Tone.Warning)
            .Field("Pool", NodePool.NameOf(node.Node));
        if (node.Node.Labels["topology.kubernetes.io/zone"] is { } zone)
        {
            message = message.Field("Zone", zone);
        }

        if (node.Node.Taints.Count > 0)
        {
            message = message.Field("Taints", string.Join(", ", node.Node.Taints));
        }

        message = message.Table(Sums());
        var pods = PodShare.Of(node).Select(share => share.Pod).ToList();
        return pods.Count == 0
            ? message.Text("No pod is on it.")
            : message.Table(new TablePart("Pods, the largest first", Headers, [.. pods.Take(MostRows).Select(Row)]));
    }

    private string Title(string state) =>
        $"{node}: {NodesAnswer.Taken([node], ResourceNames.Cpu)} CPU and "
        + $"{NodesAnswer.Taken([node], ResourceNames.Memory)} requested{(state.Length == 0 ? "" : $"; {state}")}";

    /// <summary>Every resource that the node has, the pods it takes included; and those that pods ask of it without any being there.</summary>
    private TablePart Sums() => new(
        Caption: null,
        SumHeaders,
        [.. node.Node.Allocatable.All.Select(amount => amount.Name)
            .Union(node.Pods.SelectMany(pod => pod.Demand.Requests.All).Select(amount => amount.Name))
            .Where(name => node.Allocatable(name) > 0 || node.Requested(name) > 0)
            .OrderBy(Importance)
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(Sum)]);

    private ImmutableList<string> Sum(string resource) =>
    [
        AmountWords.NameOf(resource),
        Bar.Of(node.Requested(resource), node.Allocatable(resource)),
        AmountWords.FreeValue(resource, node.Free(resource)),
        resource is ResourceNames.Pods ? "" : Percent(resource, node.Pods.Sum(pod => pod.Demand.Resources.Limits[resource])),
        AmountWords.FreeValue(resource, node.Allocatable(resource)),
    ];

    private ImmutableList<string> Row(Pod pod) =>
    [
        pod.Name,
        Share(pod.Demand.Requests, ResourceNames.Cpu),
        Share(pod.Demand.Requests, ResourceNames.Memory),
        Share(pod.Demand.Resources.Limits, ResourceNames.Cpu),
        Share(pod.Demand.Resources.Limits, ResourceNames.Memory),
        (now - pod.CreatedAt).ToKubernetesWords(),
        pod.Namespace,
    ];

    /// <summary>"500m (5%)", and as kubectl "0 (0%)" where nothing is said.</summary>
    private string Share(ResourceAmounts amounts, string resource) =>
        $"{AmountWords.InManifest(resource, amounts[resource])} ({Percent(resource, amounts[resource])})";

    private string Percent(string resource, long amount) => Bar.Percent(amount, node.Allocatable(resource));

    private static int Importance(string resource) => resource switch
    {
        ResourceNames.Cpu => 0,
        ResourceNames.Memory => 1,
        ResourceNames.Pods => 2,
        _ => 3,
    };
}
