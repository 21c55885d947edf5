using ChatOps.Fitting.Rules;

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

    /// <summary>
    /// Asks every node, by the filters of the scheduler's default profile; preemption, preferences and limits on the
    /// number of disks at a node are left out.
    /// </summary>
    public static FitReport Of(Candidate candidate, Landscape landscape)
    {
        var claims = new PodClaims(candidate, landscape);
        var rules = Rules(candidate, claims, landscape);
        return new(
            candidate,
            claims.Problems,
            [.. landscape.Nodes.Select(node => Judge(node, rules))]);
    }

    /// <summary>The first node, by name, that would take a pod now; null where none would.</summary>
    /// <param name="but">Not this one.</param>
    public static NodeState? FirstTaker(Candidate candidate, Landscape landscape, NodeState but)
    {
        var claims = new PodClaims(candidate, landscape);
        var rules = Rules(candidate, claims, landscape);
        return claims.Problems.Count > 0 ? null : landscape.Nodes.FirstOrDefault(node => node.Name != but.Name && Judge(node, rules).Fits);
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
