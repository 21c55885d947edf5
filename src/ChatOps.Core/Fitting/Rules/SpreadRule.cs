using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting.Rules;

/// <summary>Topology spread constraints (filter PodTopologySpread).</summary>
internal sealed class SpreadRule : INodeRule
{
    private readonly List<Count> _counts;

    public SpreadRule(Candidate candidate, Landscape landscape)
    {
        _counts = [.. candidate.Demand.Spread.Select(constraint => new Count(constraint, candidate))];
        if (_counts.Count == 0)
        {
            return;
        }

        // A node counts only where it has all the labels that are counted by.
        foreach (var node in landscape.Nodes.Where(node => _counts.TrueForAll(count => count.PlaceOf(node) is not null)))
        {
            _counts.ForEach(count => count.Add(node));
        }
    }

    public void Judge(NodeState node, List<Obstacle> obstacles)
    {
        foreach (var count in _counts)
        {
            if (count.Judge(node) is { } obstacle)
            {
                obstacles.Add(obstacle);
            }
        }
    }

    /// <summary>The pods that one constraint counts, by place.</summary>
    private sealed class Count(SpreadConstraint constraint, Candidate candidate)
    {
        private readonly LabelSelector? _selector = Narrowed(constraint, candidate.Labels);
        private readonly Dictionary<string, int> _pods = [];

        public string? PlaceOf(NodeState node) => node.Node.Labels[constraint.TopologyKey];

        public void Add(NodeState node)
        {
            if (Includes(node.Node))
            {
                var place = PlaceOf(node)!; // asked for before
                _pods[place] = _pods.GetValueOrDefault(place) + node.Pods.Count(IsCounted);
            }
        }

        public Obstacle? Judge(NodeState node)
        {
            if (PlaceOf(node) is not { } place)
            {
                return new NoPlaceLabel(constraint.TopologyKey);
            }

            var least = _pods.Count == 0 || _pods.Count < constraint.MinDomains ? 0 : _pods.Values.Min();
            var there = _pods.GetValueOrDefault(place);
            var itself = _selector?.Selects(candidate.Labels) is true ? 1 : 0;
            return there + itself - least > constraint.MaxSkew ? new Uneven(constraint, place, there, least) : null;
        }

        private bool Includes(Node node) =>
            (!constraint.HonorsAffinity || candidate.Demand.Chooses(node))
            && (!constraint.HonorsTaints || node.Taints.All(taint => !taint.KeepsPodsOff || candidate.Demand.Tolerates(taint)));

        // A pod that is ending is about to leave its place free.
        private bool IsCounted(Pod pod) =>
            !pod.IsTerminating && pod.Namespace == candidate.Namespace && _selector?.Selects(pod.AllLabels) is true;

        private static LabelSelector? Narrowed(SpreadConstraint constraint, LabelSet labels)
        {
            var own = constraint.OwnLabels
                .Select(key => (Key: key, Value: labels[key]))
                .Where(label => label.Value is not null)
                .Select(label => LabelRequirement.Equal(label.Key, label.Value!)); // only those that it has
            return constraint.Selector is null ? null : new([.. constraint.Selector.Requirements, .. own]);
        }
    }
}
