namespace ChatOps.Simulator.Scheduling;

public sealed record NodeVerdict(NodeState Node, IReadOnlyList<FitReason> Reasons)
{
    public bool Fits => Reasons.Count == 0;
}

/// <summary>The answer for all nodes, and its wording when none fits.</summary>
public sealed record FitVerdict(string? Obstacle, IReadOnlyList<NodeVerdict> Nodes)
{
    private const string NoVictims = "No preemption victims found for incoming pod";
    private const string NotHelpful = "Preemption is not helpful for scheduling";

    public IEnumerable<NodeState> Fitting => Obstacle is null ? Nodes.Where(each => each.Fits).Select(each => each.Node) : [];

    /// <summary>
    /// The words of kube-scheduler 1.32: reasons by count and name, then why evicting others would not help (the
    /// simulator never preempts; all its pods are of one priority).
    /// </summary>
    public string Explain()
    {
        if (Nodes.Count == 0)
        {
            return "no nodes available to schedule pods";
        }

        var head = $"0/{Nodes.Count} nodes are available: ";
        var reasons = Obstacle ?? Histogram(Nodes.SelectMany(each => each.Reasons).Select(reason => reason.Words));
        var preemption = Obstacle is not null
            ? $"{Nodes.Count} {NotHelpful}"
            : Histogram(Nodes.Select(each => each.Reasons.All(reason => reason.Removable) ? NoVictims : NotHelpful));
        return $"{head}{reasons}. preemption: {head}{preemption}.";
    }

    private static string Histogram(IEnumerable<string> words) => string.Join(
        ", ",
        words.GroupBy(each => each, StringComparer.Ordinal)
            .Select(group => $"{group.Count()} {group.Key}")
            .Order(StringComparer.Ordinal));
}
