using k8s.Models;

namespace ChatOps.Simulator.Scheduling.Filters;

/// <summary>Required pod affinity, required anti-affinity, and the anti-affinity of the pods already there, in that order.</summary>
internal sealed class PodAffinityFilter : INodeFilter
{
    private static readonly FitReason[] NoCompany =
        [new(FitFilter.PodAffinity, "node(s) didn't match pod affinity rules", Removable: false)];
    private static readonly FitReason[] TooClose =
        [new(FitFilter.PodAffinity, "node(s) didn't match pod anti-affinity rules", Removable: true)];
    private static readonly FitReason[] Unwelcome =
        [new(FitFilter.PodAffinity, "node(s) didn't satisfy existing pods anti-affinity rules", Removable: true)];

    private readonly IReadOnlyList<AffinityTerm> _affinity;
    private readonly HashSet<(string Key, string Value)> _company = [];
    private readonly HashSet<(string Key, string Value)> _tooClose = [];
    private readonly HashSet<(string Key, string Value)> _unwelcome = [];
    private readonly bool _isItsOwnCompany;

    public PodAffinityFilter(V1Pod pod, ClusterView cluster)
    {
        var ns = pod.Metadata.NamespaceProperty ?? "default";
        var labels = pod.Metadata.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal);
        var anti = AffinityTerm.RequiredAnti(pod);
        _affinity = AffinityTerm.Required(pod);

        bool MatchesAll(string itsNamespace, IDictionary<string, string> itsLabels) =>
            _affinity.All(term => term.Matches(itsNamespace, itsLabels, cluster.NamespaceLabels));

        foreach (var node in cluster.Nodes)
        {
            foreach (var placed in node.Pods)
            {
                // Only pods that match every affinity term count as company, for any of the terms.
                if (_affinity.Count > 0 && MatchesAll(placed.Namespace, placed.Labels))
                {
                    AddDomains(_company, node, _affinity);
                }

                AddDomains(_tooClose, node, anti.Where(
                    term => term.Matches(placed.Namespace, placed.Labels, cluster.NamespaceLabels)));
                AddDomains(_unwelcome, node, placed.AntiAffinity.Where(
                    term => term.Matches(ns, labels, cluster.NamespaceLabels)));
            }
        }

        // The first of a group that wants to stay together has nobody to join.
        _isItsOwnCompany = _company.Count == 0 && MatchesAll(ns, labels);
    }

    public IReadOnlyList<FitReason> Check(NodeState node)
    {
        if (!HasCompany(node))
        {
            return NoCompany;
        }

        return IsIn(_tooClose, node) ? TooClose : IsIn(_unwelcome, node) ? Unwelcome : [];
    }

    private bool HasCompany(NodeState node) =>
        _affinity.All(term => node.Labels.ContainsKey(term.TopologyKey))
        && (_isItsOwnCompany
            || _affinity.All(term => _company.Contains((term.TopologyKey, node.Labels[term.TopologyKey]))));

    private static bool IsIn(HashSet<(string Key, string Value)> domains, NodeState node) =>
        domains.Any(domain => node.Labels.TryGetValue(domain.Key, out var value) && value == domain.Value);

    private static void AddDomains(
        HashSet<(string Key, string Value)> domains, NodeState node, IEnumerable<AffinityTerm> terms)
    {
        foreach (var term in terms)
        {
            if (node.Labels.TryGetValue(term.TopologyKey, out var value))
            {
                domains.Add((term.TopologyKey, value));
            }
        }
    }
}
