using k8s.Models;

namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>
/// Hard spread constraints. Domains are counted over the nodes that the pod's own node affinity allows and that carry
/// every constraint's topology key; pods that are ending don't count.
/// </summary>
internal sealed class TopologySpreadFilter : INodeFilter
{
    private const string Words = "node(s) didn't match pod topology spread constraints";
    private static readonly FitReason[] TooSkewed = [new(FitFilter.TopologySpread, Words, Removable: true)];
    private static readonly FitReason[] NoSuchLabel =
        [new(FitFilter.TopologySpread, Words + " (missing required label)", Removable: false)];

    private readonly List<(TopologyConstraint Constraint, Dictionary<string, int> Domains, int SelfMatch)> _constraints = [];

    public TopologySpreadFilter(V1Pod pod, ClusterView cluster)
    {
        var hard = TopologyConstraint.Hard(pod);
        var affinity = new NodeAffinityFilter(pod.Spec);
        foreach (var constraint in hard)
        {
            var eligible = cluster.Nodes.Where(node =>
                hard.All(each => node.Labels.ContainsKey(each.TopologyKey))
                && (!constraint.HonoursAffinity || affinity.Matches(node))
                && (!constraint.HonoursTaints || Tolerations.FirstUntolerated(pod.Spec, node) is null));
            var selfMatch = constraint.Selector.Matches(pod.Metadata.Labels) ? 1 : 0;
            _constraints.Add((constraint, CountByDomain(eligible, constraint, pod.Metadata.NamespaceProperty), selfMatch));
        }
    }

    public IReadOnlyList<FitReason> Check(NodeState node)
    {
        foreach (var (constraint, domains, selfMatch) in _constraints)
        {
            if (!node.Labels.TryGetValue(constraint.TopologyKey, out var domain))
            {
                return NoSuchLabel;
            }

            if (domains.Count > 0 && domains.GetValueOrDefault(domain) + selfMatch - Emptiest(constraint, domains) > constraint.MaxSkew)
            {
                return TooSkewed;
            }
        }

        return [];
    }

    private static int Emptiest(TopologyConstraint constraint, Dictionary<string, int> domains) =>
        domains.Count < constraint.MinDomains ? 0 : domains.Values.Min();

    private static Dictionary<string, int> CountByDomain(
        IEnumerable<NodeState> nodes, TopologyConstraint constraint, string? ns)
    {
        Dictionary<string, int> domains = new(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var domain = node.Labels[constraint.TopologyKey];
            var matching = node.Pods.Count(
                pod => !pod.Terminating && pod.Namespace == (ns ?? "default") && constraint.Selector.Matches(pod.Labels));
            domains[domain] = domains.GetValueOrDefault(domain) + matching;
        }

        return domains;
    }
}
