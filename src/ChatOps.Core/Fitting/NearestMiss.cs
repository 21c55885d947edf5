namespace ChatOps.Fitting;

/// <summary>The node that comes nearest to taking a pod, and what would be enough there.</summary>
/// <param name="WaysOut">Each is enough alone; the mildest first. None where several things are in the way at once.</param>
public sealed record NearestMiss(NodeVerdict Verdict, NodePool Pool, IReadOnlyList<WayOut> WaysOut)
{
    /// <summary>Moves of this many pods are tried, the smallest first: a larger one is rarely wanted.</summary>
    private const int MostMovesTried = 5;

    /// <returns>Null when the pod fits somewhere, its claims are in the way, or there are no nodes.</returns>
    public static NearestMiss? Of(FitReport report, Landscape landscape)
    {
        if (report.Fits || report.Claims.Count > 0 || report.Nodes.Count == 0)
        {
            return null;
        }

        var nearest = report.Nodes.OrderBy(Distance).ThenBy(Shortages).ThenBy(node => node.Node.Name, StringComparer.Ordinal).First();
        var pool = NodePool.Of(landscape).Single(each => each.Name == nearest.Node.PoolName);
        return new(nearest, pool, [.. WaysOutOf(report, nearest, pool, landscape)]);
    }

    /// <summary>First nodes that are only too full, then those with one thing in the way, then the rest by their number of things.</summary>
    private static int Distance(NodeVerdict verdict)
    {
        var (others, isTooSmall) = (0, false);
        for (var i = 0; i < verdict.Obstacles.Count; i++) // of thousands of nodes
        {
            var shortage = verdict.Obstacles[i] as Shortage;
            others += shortage is null ? 1 : 0;
            isTooSmall |= shortage is { IsForGood: true };
        }

        var isFull = others < verdict.Obstacles.Count;
        return (2 * others) + (isTooSmall ? 3 : 0) + (isFull && others > 0 ? 1 : 0);
    }

    private static double Shortages(NodeVerdict verdict)
    {
        var largest = 0.0;
        for (var i = 0; i < verdict.Obstacles.Count; i++)
        {
            largest = Math.Max(largest, verdict.Obstacles[i] is Shortage shortage ? shortage.Share : 0);
        }

        return largest;
    }

    private static IEnumerable<WayOut> WaysOutOf(
        FitReport report, NodeVerdict nearest, NodePool pool, Landscape landscape)
    {
        if (nearest.Obstacles.All(obstacle => obstacle is Shortage))
        {
            return new RoomFinder(report, nearest, pool, landscape, MostMovesTried).WaysOut();
        }

        return nearest.Obstacles is [var only] && Lifting(only, nearest.Node, report.Candidate) is { } way ? [way] : [];
    }

    private static string AreaOf(Candidate candidate) =>
        candidate.Labels["tier"] is "airflow" && candidate.Labels["release"] is { } release ? release : "platform";

    private static WayOut? Lifting(Obstacle obstacle, NodeState node, Candidate candidate) => obstacle switch
    {
        Cordoned => new Uncordon(node),
        NodeAway => new HealNode(node),
        Tainted tainted => new Tolerate(tainted.Taint, node),
        DiskOutOfReach disk => new NewVolume(disk.Claim, AreaOf(candidate)),
        OtherZone disk => new NewVolume(disk.Claim, AreaOf(candidate)),
        NotChosen choice => new ChooseOtherwise(choice.Wish),
        _ => null,
    };
}
