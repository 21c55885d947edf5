using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting.Rules;

/// <summary>Pods to be near to, to be apart from, and those that want this one apart (filter InterPodAffinity).</summary>
internal sealed class NeighbourRule : INodeRule
{
    private readonly Candidate _candidate;
    private readonly Landscape _landscape;
    private readonly HashSet<Place> _near = [];
    private readonly Dictionary<PodTerm, HashSet<Place>> _apart = [];
    private readonly Dictionary<Place, KeptAway> _keptAway = [];
    private readonly List<Place> _keepers = [];

    public NeighbourRule(Candidate candidate, Landscape landscape)
    {
        (_candidate, _landscape) = (candidate, landscape);
        var looksAtOthers = candidate.Demand.Near.Count + candidate.Demand.Apart.Count > 0;
        foreach (var node in landscape.Nodes)
        {
            foreach (var pod in looksAtOthers ? node.Pods : [])
            {
                Look(node, pod);
            }

            foreach (var pod in node.Loners)
            {
                LookBack(node, pod);
            }
        }

        _keepers = [.. _keptAway.Keys.DistinctBy(place => place.Key)];
    }

    public void Judge(NodeState node, List<Obstacle> obstacles)
    {
        if (Missed(node) is { } missed)
        {
            obstacles.Add(new TooFar(missed));
        }

        foreach (var term in _candidate.Demand.Apart)
        {
            if (PlaceOf(node, term.TopologyKey) is { } place && _apart.GetValueOrDefault(term)?.Contains(place) is true)
            {
                obstacles.Add(new TooNear(term));
            }
        }

        foreach (var (key, _) in _keepers)
        {
            if (PlaceOf(node, key) is { } place && _keptAway.TryGetValue(place, out var keeper))
            {
                obstacles.Add(keeper);
            }
        }
    }

    private void Look(NodeState node, Pod pod)
    {
        var demand = _candidate.Demand;
        if (demand.Near.Count > 0 && demand.Near.All(term => CandidateMeans(term, pod.Namespace, pod.AllLabels)))
        {
            _near.UnionWith(demand.Near.Select(term => PlaceOf(node, term.TopologyKey)).OfType<Place>());
        }

        foreach (var term in demand.Apart)
        {
            if (CandidateMeans(term, pod.Namespace, pod.AllLabels)
                && PlaceOf(node, term.TopologyKey) is { } place)
            {
                _apart.TryAdd(term, []);
                _apart[term].Add(place);
            }
        }
    }

    private void LookBack(NodeState node, Pod pod)
    {
        foreach (var term in pod.Demand.Apart)
        {
            if (term.Means(pod.AllLabels, _candidate.Labels)
                && MeansNamespace(pod.Namespace, term, _candidate.Namespace)
                && PlaceOf(node, term.TopologyKey) is { } place)
            {
                _keptAway.TryAdd(place, new(term, pod));
            }
        }
    }

    /// <summary>
    /// The first term that this node does not meet. The first pod of a group may go anywhere that has the label, or it
    /// would wait for itself: a pod that its own terms mean, while no other is meant by them.
    /// </summary>
    private PodTerm? Missed(NodeState node)
    {
        var near = _candidate.Demand.Near;
        var unlabelled = near.FirstOrDefault(term => PlaceOf(node, term.TopologyKey) is null);
        if (unlabelled is not null)
        {
            return unlabelled;
        }

        var missed = near.FirstOrDefault(term => !_near.Contains(PlaceOf(node, term.TopologyKey)!.Value)); // labelled, see above
        var isFirst = missed is not null && _near.Count == 0
            && near.All(term => CandidateMeans(term, _candidate.Namespace, _candidate.Labels));
        return isFirst ? null : missed;
    }

    private bool CandidateMeans(PodTerm term, string other, LabelSet labels) =>
        term.Means(_candidate.Labels, labels) && MeansNamespace(_candidate.Namespace, term, other);

    private bool MeansNamespace(string own, PodTerm term, string other)
    {
        if (term is { Namespaces.Count: 0, NamespaceSelector: null })
        {
            return own == other;
        }

        return term.Namespaces.Contains(other)
            || term.NamespaceSelector?.Selects(_landscape.LabelsOfNamespace(other)) is true;
    }

    private static Place? PlaceOf(NodeState node, string key) =>
        node.Node.Labels[key] is { } value ? new Place(key, value) : null;

    private readonly record struct Place(string Key, string Value);
}
