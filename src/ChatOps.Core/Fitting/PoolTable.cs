using System.Collections.Immutable;
using ChatOps.Chat;

namespace ChatOps.Fitting;

/// <summary>What the nodes say to a pod, a row for all nodes of a pool that say the same.</summary>
internal static class PoolTable
{
    private const int MostRows = 20;
    private const int MostFollowing = 3;

    private static readonly ImmutableList<string> Headers = ["POOL", "NODES", "SAY", "AND THEN"];

    public static TablePart Of(FitReport report, Landscape landscape)
    {
        var verdicts = report.Nodes.ToDictionary(verdict => verdict.Node.Name);
        var say = new Summaries().Of;
        var rows = NodePool.Of(landscape)
            .SelectMany(pool => Rows(pool, [.. pool.Nodes.Select(node => verdicts[node.Name])], say))
            .ToList();
        return new TablePart("What the nodes say", Headers, [.. rows.Take(MostRows)])
        {
            More = $"nodes --for {report.Candidate.Name}",
        };
    }

    /// <summary>All that the scheduler would report of a node: its first obstacle, or everything of which it is short.</summary>
    public static string First(NodeVerdict verdict, Func<Obstacle, string> say) => (verdict.Obstacles, Leading(verdict)) switch
    {
        ([], _) => "it fits",
        ([var only, ..], 1) => say(only), // mostly, and there may be thousands
        (_, var leading) => string.Join(", ", verdict.Obstacles.Take(leading).Select(say)),
    };

    private static IEnumerable<ImmutableList<string>> Rows(NodePool pool, List<NodeVerdict> verdicts, Func<Obstacle, string> say) => verdicts
        .GroupBy(verdict => First(verdict, say), StringComparer.Ordinal)
        .OrderBy(group => !group.First().Fits)
        .ThenByDescending(group => group.Count())
        .Select(ImmutableList<string> (group) =>
        [
            pool.Name,
            $"{group.Count()}",
            group.Count() == 1 ? First(group.First(), obstacle => obstacle.Words) : group.Key,
            string.Join(", ", Following(group, say)),
        ]);

    private static IEnumerable<string> Following(IEnumerable<NodeVerdict> verdicts, Func<Obstacle, string> say)
    {
        var following = verdicts.Where(verdict => verdict.Obstacles.Count > Leading(verdict))
            .SelectMany(verdict => verdict.Obstacles.Skip(Leading(verdict)))
            .Select(say)
            .Distinct()
            .ToList();
        return following.Count > MostFollowing ? [.. following.Take(MostFollowing), "..."] : following;
    }

    private static int Leading(NodeVerdict verdict)
    {
        var leading = 0;
        while (leading < verdict.Obstacles.Count && verdict.Obstacles[leading] is Shortage)
        {
            leading++;
        }

        return Math.Max(1, leading);
    }

    /// <summary>Thousands of nodes are short of the same: that is put into words once.</summary>
    private sealed class Summaries
    {
        private const long NotForGood = -1;

        private readonly Dictionary<(string Resource, long Size), string> _shortages = [];

        public string Of(Obstacle obstacle)
        {
            if (obstacle is not Shortage shortage)
            {
                return obstacle.Summary;
            }

            var key = (shortage.Resource, shortage.IsForGood ? shortage.Allocatable : NotForGood);
            if (!_shortages.TryGetValue(key, out var words))
            {
                _shortages.Add(key, words = shortage.Summary);
            }

            return words;
        }
    }
}
