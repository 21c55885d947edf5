using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>One required term of pod affinity or anti-affinity, its defaults filled in.</summary>
/// <param name="Namespaces">Named ones; the pod's own when neither names nor a selector are given.</param>
public sealed record AffinityTerm(
    string TopologyKey, V1LabelSelector? Selector, IReadOnlyList<string> Namespaces, V1LabelSelector? NamespaceSelector)
{
    public static IReadOnlyList<AffinityTerm> Required(V1Pod pod) =>
        Of(pod, pod.Spec.Affinity?.PodAffinity?.RequiredDuringSchedulingIgnoredDuringExecution);

    public static IReadOnlyList<AffinityTerm> RequiredAnti(V1Pod pod) =>
        Of(pod, pod.Spec.Affinity?.PodAntiAffinity?.RequiredDuringSchedulingIgnoredDuringExecution);

    public bool Matches(string ns, IDictionary<string, string> labels, NamespaceLabels namespaces) =>
        (Namespaces.Contains(ns) || NamespaceSelector.Matches(namespaces(ns))) && Selector.Matches(labels);

    private static List<AffinityTerm> Of(V1Pod pod, IList<V1PodAffinityTerm>? terms) =>
        [.. (terms ?? []).Select(term => Of(pod, term))];

    private static AffinityTerm Of(V1Pod pod, V1PodAffinityTerm term)
    {
        var named = term.Namespaces ?? [];
        return new(
            term.TopologyKey,
            WithMatchLabelKeys(pod, term),
            named.Count == 0 && term.NamespaceSelector is null ? [pod.Metadata.NamespaceProperty ?? "default"] : [.. named],
            term.NamespaceSelector);
    }

    /// <summary>
    /// matchLabelKeys narrow the selector to pods that share the incoming pod's value of these labels, mismatchLabelKeys to those
    /// that do not.
    /// </summary>
    private static V1LabelSelector? WithMatchLabelKeys(V1Pod pod, V1PodAffinityTerm term) => TopologyConstraint.Narrow(
        TopologyConstraint.Narrow(term.LabelSelector, pod.Metadata.Labels, term.MatchLabelKeys), pod.Metadata.Labels, term.MismatchLabelKeys, "NotIn");
}

/// <summary>The labels of a namespace, null when there is no such namespace.</summary>
public delegate IDictionary<string, string>? NamespaceLabels(string name);
