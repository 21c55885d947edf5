using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Fitting;
using ChatOps.Inventory;

namespace ChatOps.Queries.Nodes;

/// <summary>What every node says to one pod.</summary>
internal static class FitAnswer
{
    private const int MostRows = 60;

    private static readonly ImmutableList<string> Headers = ["NODE", "SAYS"];

    /// <param name="landscape">Without the pod: what it holds now it would give back.</param>
    public static Message Of(Pod pod, IReadOnlyList<NodePool> pools, Landscape landscape)
    {
        var report = FitReport.Of(Candidate.Of(pod), landscape);
        var explanation = FitExplanation.Of(report, landscape);
        var message = Message.Titled(explanation.Verdict, report.Fits ? Tone.Good : Tone.Warning);
        if (pod.NodeName is not null)
        {
            message = message.Text($"It has a node, {pod.NodeName}; this is what the nodes would say if it had to find one now.");
        }

        // The summary by pool gives way to every single node.
        message = message with { Parts = [.. message.Parts, .. explanation.Parts.Where(part => part is not TablePart)] };
        var verdicts = report.Nodes.ToDictionary(verdict => verdict.Node.Name);
        var left = MostRows;
        foreach (var pool in pools.Where(_ => left > 0))
        {
            message = message.Table(Table(pool, verdicts, left));
            left -= pool.Nodes.Count;
        }

        return left < 0 ? message.Text($"and {Words.Count(-left, "more node")}; name a pool to see them") : message;
    }

    private static TablePart Table(NodePool pool, Dictionary<string, NodeVerdict> verdicts, int most) => new(
        pool.Title,
        Headers,
        [.. pool.Nodes
            .Select(node => (Node: node, Verdict: verdicts[node.Name]))
            .OrderBy(each => each.Verdict.Obstacles.Count)
            .Take(most)
            .Select(each => ImmutableList.Create(pool.Shorten(each.Node), Says(each.Verdict)))])
    {
        More = $"nodes --pool {pool.Name}",
    };

    private static string Says(NodeVerdict verdict) =>
        verdict.Fits ? "it fits" : string.Join("; ", verdict.Obstacles.Select(obstacle => obstacle.Words));
}
