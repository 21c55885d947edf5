using ChatOps.Adapters.Cluster.Manifests;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Adapters.Cluster.Mapping;

/// <summary>What a pod, or the template of one, asks of its node.</summary>
internal static class DemandMapping
{
    public static PodDemand ToDemand(this PodSpec? spec) => spec is null ? PodDemand.None : new PodDemand
    {
        Resources = ToResources(spec),
        NodeSelector = Equalities(spec.NodeSelector),
        NodeTerms = spec.Affinity?.NodeAffinity?.Required.ToNodeTerms(),
        Tolerations = [.. (spec.Tolerations ?? []).Select(each =>
            new Toleration(each.Key, each.Operator, each.Value, each.Effect))],
        HostPorts = [.. HostPorts(spec)],
        Near = ToPodTerms(spec.Affinity?.PodAffinity),
        Apart = ToPodTerms(spec.Affinity?.PodAntiAffinity),
        Spread = [.. (spec.TopologySpreadConstraints ?? [])
            .Where(each => each.WhenUnsatisfiable is null or "DoNotSchedule")
            .Select(ToConstraint)],
        Priority = spec.Priority ?? 0,
    };

    public static ValueList<NodeTerm>? ToNodeTerms(this NodeSelectorSpec? selector) => selector is null
        ? null
        : [.. (selector.NodeSelectorTerms ?? []).Select(term => new NodeTerm(
            Requirements(term.MatchExpressions), Requirements(term.MatchFields)))];

    /// <returns>Null for no selector, which selects nothing.</returns>
    public static LabelSelector? ToSelector(this SelectorSpec? selector) => selector is null
        ? null
        : new([.. Equalities(selector.MatchLabels).Requirements, .. Requirements(selector.MatchExpressions)]);

    private static PodResources ToResources(PodSpec spec) => new(
        [
            .. (spec.InitContainers ?? []).Select(container => ToResources(
                container, PodRow.IsSidecar(container) ? ContainerRole.Sidecar : ContainerRole.Init)),
            .. (spec.Containers ?? []).Select(container => ToResources(container, ContainerRole.Main)),
        ],
        Amount.AllOf(spec.Overhead),
        Amount.AllOf(spec.Resources?.Requests),
        Amount.AllOf(spec.Resources?.Limits));

    private static ContainerResources ToResources(ContainerSpec container, ContainerRole role)
    {
        // In pods the API server has done this already, in templates it has not.
        var limits = Amount.AllOf(container.Resources?.Limits);
        return new(container.Name, role, Amount.AllOf(container.Resources?.Requests).Or(limits), limits);
    }

    // Init containers that end give their ports back before the main ones start, and so claim none.
    private static IEnumerable<HostPort> HostPorts(PodSpec spec) =>
        (spec.InitContainers ?? []).Where(PodRow.IsSidecar).Concat(spec.Containers ?? [])
            .SelectMany(container => container.Ports ?? [])
            .Where(port => port.HostPort > 0)
            .Select(port => new HostPort(
                port.HostPort!.Value, // greater than 0, so not null
                port.Protocol ?? "TCP",
                port.HostIP is { Length: > 0 } address ? address : HostPort.AnyAddress))
            .Distinct();

    private static ValueList<PodTerm> ToPodTerms(PodAffinitySpec? affinity) =>
    [
        .. (affinity?.Required ?? []).Select(term => new PodTerm(
            term.LabelSelector.ToSelector(),
            [.. term.Namespaces ?? []],
            term.NamespaceSelector.ToSelector(),
            term.TopologyKey)
        {
            OwnLabels = [.. term.MatchLabelKeys ?? []],
            OtherLabels = [.. term.MismatchLabelKeys ?? []],
        }),
    ];

    private static SpreadConstraint ToConstraint(SpreadSpec spec) => new(
        spec.TopologyKey,
        spec.MaxSkew,
        spec.LabelSelector.ToSelector(),
        spec.MinDomains ?? 1,
        HonorsAffinity: spec.NodeAffinityPolicy is null or "Honor",
        HonorsTaints: spec.NodeTaintsPolicy is "Honor")
    {
        OwnLabels = [.. spec.MatchLabelKeys ?? []],
    };

    private static LabelSelector Equalities(Dictionary<string, string>? labels) => labels is not { Count: > 0 }
        ? LabelSelector.Everything
        : new([.. labels.OrderBy(label => label.Key, StringComparer.Ordinal)
            .Select(label => LabelRequirement.Equal(label.Key, label.Value))]);

    private static ValueList<LabelRequirement> Requirements(RequirementSpec[]? specs) =>
        [.. (specs ?? []).Select(spec => new LabelRequirement(spec.Key, Operator(spec.Operator), [.. spec.Values ?? []]))];

    private static LabelOperator Operator(string? word) => word switch
    {
        "In" => LabelOperator.In,
        "NotIn" => LabelOperator.NotIn,
        "Exists" => LabelOperator.Exists,
        "DoesNotExist" => LabelOperator.DoesNotExist,
        "Gt" => LabelOperator.Gt,
        "Lt" => LabelOperator.Lt,
        _ => LabelOperator.Unknown,
    };
}
