using ChatOps.Fitting.Rules;
using ChatOps.Inventory;

namespace ChatOps.Fitting;

/// <summary>What one node says to a pod.</summary>
/// <param name="Obstacles">
/// In the scheduler's order: it reports the first, and the others would follow once that is out of the way. None where the
/// pod fits.
/// </param>
public sealed record NodeVerdict(NodeState Node, IReadOnlyList<Obstacle> Obstacles)
{
    public bool Fits => Obstacles.Count == 0;
}

/// <summary>Where a pod can go and what keeps it from everywhere else.</summary>
/// <param name="Claims">Troubles that keep it off every node, whatever the nodes say.</param>
/// <param name="Nodes">Every node, by name.</param>
public sealed record FitReport(
    Candidate Candidate, IReadOnlyList<ClaimProblem> Claims, IReadOnlyList<NodeVerdict> Nodes)
{
    /// <summary>Some node would take it now.</summary>
    public bool Fits => Claims.Count == 0 && Nodes.Any(node => node.Fits);

    /// <summary>Pods for which others had to make way, and whose room counts as taken for this one.</summary>
    public IReadOnlyList<Pod> Awaited { get; init; } = [];

    /// <summary>
    /// Asks every node, by the filters of the scheduler's default profile; preemption, preferences and limits on the
    /// number of disks at a node are left out.
    /// </summary>
    public static FitReport Of(Candidate candidate, Landscape landscape)
    {
        var claims = new PodClaims(candidate, landscape);
        var rules = Rules(candidate, claims, landscape);
        var awaited = landscape.AwaitedBefore(candidate);
        return new(
            candidate,
            claims.Problems,
            [.. landscape.Nodes.Select(node => Judge(node, rules, awaited, candidate, claims, landscape))])
        {
            Awaited = awaited,
        };
    }

    /// <summary>The first node, by name, that would take a pod now; null where none would.</summary>
    /// <param name="but">Not this one.</param>
    public static NodeState? FirstTaker(Candidate candidate, Landscape landscape, NodeState but)
    {
        var claims = new PodClaims(candidate, landscape);
        var rules = Rules(candidate, claims, landscape);
        var awaited = landscape.AwaitedBefore(candidate);
        return claims.Problems.Count > 0
            ? null
            : landscape.Nodes.FirstOrDefault(
                node => node.Name != but.Name && Judge(node, rules, awaited, candidate, claims, landscape).Fits);
    }

    // The order of the default profile (k8s.io/kubernetes, pkg/scheduler/apis/config/v1/default_plugins.go).
    private static INodeRule[] Rules(Candidate candidate, PodClaims claims, Landscape landscape) =>
    [
        new TaintRule(candidate.Demand),
        new ChoiceRule(candidate.Demand),
        new PortRule(candidate.Demand),
        new ResourceRule(candidate.Demand),
        new ClaimRule(claims, landscape),
        new DiskRule(claims, landscape),
        new SpreadRule(candidate, landscape),
        new NeighbourRule(candidate, landscape),
    ];

    /// <summary>A node must take it with those for whom it keeps room, and without them, for they may go elsewhere.</summary>
    private static NodeVerdict Judge(
        NodeState node, INodeRule[] rules, IReadOnlyList<Pod> awaited, Candidate candidate, PodClaims claims, Landscape landscape)
    {
        var here = awaited.Count == 0 ? [] : awaited.Where(pod => pod.KeptRoomOn == node.Name).ToList();
        if (here.Count > 0)
        {
            var then = landscape.With(here, node);
            var verdict = Judge(then.Find(node.Name)!, Rules(candidate, claims, then)); // the same nodes
            if (!verdict.Fits)
            {
                return verdict with { Node = node };
            }
        }

        return Judge(node, rules);
    }

    private static NodeVerdict Judge(NodeState node, INodeRule[] rules)
    {
        List<Obstacle> obstacles = [];
        foreach (var rule in rules)
        {
            rule.Judge(node, obstacles);
        }

        return new(node, obstacles);
    }
}
