using System.Text.Json.Serialization;

namespace ChatOps.Adapters.Cluster.Manifests;

// What a pod says about where it may run. Preferences are left out: they never keep a pod off a node.

internal sealed record AffinitySpec(
    NodeAffinitySpec? NodeAffinity, PodAffinitySpec? PodAffinity, PodAffinitySpec? PodAntiAffinity);

internal sealed record NodeAffinitySpec(
    [property: JsonPropertyName("requiredDuringSchedulingIgnoredDuringExecution")] NodeSelectorSpec? Required);

internal sealed record NodeSelectorSpec(NodeTermSpec[]? NodeSelectorTerms);

internal sealed record NodeTermSpec(RequirementSpec[]? MatchExpressions, RequirementSpec[]? MatchFields);

/// <param name="Operator">In, NotIn, Exists, DoesNotExist, Gt or Lt.</param>
internal sealed record RequirementSpec(string Key, string? Operator, string[]? Values);

internal sealed record PodAffinitySpec(
    [property: JsonPropertyName("requiredDuringSchedulingIgnoredDuringExecution")] PodTermSpec[]? Required);

internal sealed record PodTermSpec(
    SelectorSpec? LabelSelector,
    string[]? Namespaces,
    SelectorSpec? NamespaceSelector,
    string TopologyKey,
    string[]? MatchLabelKeys,
    string[]? MismatchLabelKeys);

internal sealed record SelectorSpec(Dictionary<string, string>? MatchLabels, RequirementSpec[]? MatchExpressions);

/// <param name="WhenUnsatisfiable">DoNotSchedule or ScheduleAnyway, which is a preference.</param>
/// <param name="NodeAffinityPolicy">Honor, which null means, or Ignore.</param>
/// <param name="NodeTaintsPolicy">Ignore, which null means, or Honor.</param>
internal sealed record SpreadSpec(
    int MaxSkew,
    string TopologyKey,
    string? WhenUnsatisfiable,
    SelectorSpec? LabelSelector,
    int? MinDomains,
    string? NodeAffinityPolicy,
    string? NodeTaintsPolicy,
    string[]? MatchLabelKeys);

internal sealed record TolerationSpec(string? Key, string? Operator, string? Value, string? Effect);
