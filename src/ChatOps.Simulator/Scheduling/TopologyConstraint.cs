using k8s.Models;

namespace ChatOps.Simulator.Scheduling;

/// <summary>One hard topology spread constraint of a pod.</summary>
/// <param name="MaxSkew">At least 1: how much fuller than the emptiest domain a domain may be.</param>
/// <param name="MinDomains">With fewer eligible domains the emptiest counts as empty.</param>
public sealed record TopologyConstraint(
    string TopologyKey, int MaxSkew, int MinDomains, V1LabelSelector? Selector, bool HonoursAffinity, bool HonoursTaints)
{
    public static IReadOnlyList<TopologyConstraint> Hard(V1Pod pod) =>
    [
        .. from each in pod.Spec.TopologySpreadConstraints ?? []
           where each.WhenUnsatisfiable == "DoNotSchedule"
           select new TopologyConstraint(
               each.TopologyKey,
               each.MaxSkew,
               each.MinDomains ?? 1,
               Narrow(each.LabelSelector, pod.Metadata.Labels, each.MatchLabelKeys),
               HonoursAffinity: each.NodeAffinityPolicy is null or "Honor",
               HonoursTaints: each.NodeTaintsPolicy == "Honor"),
    ];

    internal static V1LabelSelector? Narrow(
        V1LabelSelector? selector, IDictionary<string, string>? labels, IList<string>? keys, string how = "In")
    {
        var shared = (keys ?? []).Where(key => labels?.ContainsKey(key) == true).ToList();
        if (selector is null || labels is null || shared.Count == 0)
        {
            return selector;
        }

        var expressions = shared.Select(key => new V1LabelSelectorRequirement
        {
            Key = key,
            OperatorProperty = how,
            Values = [labels[key]],
        });
        return new() { MatchLabels = selector.MatchLabels, MatchExpressions = [.. selector.MatchExpressions ?? [], .. expressions] };
    }
}
