using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting;

/// <summary>In words why a pod waits for a node, and what would help.</summary>
/// <param name="Verdict">One line without a full stop, at most 150 characters.</param>
/// <param name="Parts">The nearest miss with its ways out, then what each pool of nodes says.</param>
public sealed record FitExplanation(string Verdict, ImmutableList<Part> Parts)
{
    private const int LongestVerdict = 150;
    private const int LongestName = 27;
    private const int MostAwaited = 3;

    /// <summary>One more node of this pool would be enough; null where it would not.</summary>
    public NodePool? Growing { get; init; }

    /// <summary>Looks at the inventory of this moment. A pod that has a node is judged as if it had to look for one anew.</summary>
    public static FitExplanation Of(Pod pod, IInventory inventory)
    {
        var landscape = Landscape.Of(inventory).Without(pod);
        var explanation = Held(pod, Of(FitReport.Of(Candidate.Of(pod), landscape), landscape));
        return inventory.Health.Unseen is { } unseen
            ? explanation with { Parts = explanation.Parts.Add(new WarningPart($"Not all that decides on it can be seen. {unseen}")) }
            : explanation;
    }

    /// <param name="landscape">The one that the report was made from.</param>
    public static FitExplanation Of(FitReport report, Landscape landscape)
    {
        if (report.Claims.Count > 0)
        {
            return Waiting(report);
        }

        if (report.Nodes.Count == 0)
        {
            return new($"There is no node that could take {report.Candidate}", []);
        }

        var miss = NearestMiss.Of(report, landscape);
        var table = PoolTable.Of(report, landscape);
        ImmutableList<Part> end = report.Awaited.Count == 0 ? [table] : [table, new TextPart(Awaited(report.Awaited))];
        return miss is null
            ? new(Cut(Fitting(report)), end)
            : new(Cut(Missing(report, miss)), [new TextPart(Near(report, miss)), .. end])
            {
                Growing = miss.WaysOut.OfType<AddNode>().FirstOrDefault()?.Pool,
            };
    }

    /// <summary>The scheduler does not even look at a pod with gates, whatever the nodes would say.</summary>
    private static FitExplanation Held(Pod pod, FitExplanation explanation) => pod.Gates.Count == 0
        ? explanation
        : explanation with
        {
            Verdict = Cut($"{pod} is held back by {(pod.Gates.Count == 1 ? "scheduling gate" : "scheduling gates")} {string.Join(", ", pod.Gates)}"),
            Parts = explanation.Parts.Insert(0, new TextPart(
                $"No node is looked for until whoever set that takes it off; see whether it runs. Next, once that is solved: {explanation.Verdict}.")),
        };

    private static FitExplanation Waiting(FitReport report) => new(
        Cut($"{report.Candidate} can go nowhere: {report.Claims[0].Words}"),
        [
            new TextPart(string.Join('\n', report.Claims.Select(Help))),
            .. report.Nodes.All(node => !node.Fits)
                ? [new WarningPart("No node would take it either once that is solved.")]
                : ImmutableList<Part>.Empty,
        ]);

    private static string Help(ClaimProblem problem) => problem.Trouble switch
    {
        ClaimTrouble.Missing => $"{Sentence(problem.Words)}. Its StatefulSet makes it anew when the pod is deleted once.",
        ClaimTrouble.Ending =>
            $"{Sentence(problem.Words)}, which can't be undone. It goes when no pod uses it any more; delete this pod after that.",
        ClaimTrouble.Lost => $"{Sentence(problem.Words)}. Only a new claim helps; the data is gone unless the disk was kept.",
        _ => $"{Sentence(problem.Words)}. Look at what its provisioner says in the events of the claim.",
    };

    private static string Fitting(FitReport report)
    {
        var names = report.Nodes.Where(node => node.Fits).Select(node => node.Node.Name).ToList();
        var more = names.Count == 1 ? "" : $" and {names.Count - 1} more";
        return $"{report.Candidate} fits on {names[0]}{more} now";
    }

    /// <summary>Enough in all but not on one node is what people overlook, so it is said before anything else.</summary>
    private static string Missing(FitReport report, NearestMiss miss)
    {
        if (miss.Verdict.Obstacles is not [Shortage shortage])
        {
            return $"No node takes {report.Candidate}; the nearest is {miss.Verdict.Node}: {miss.Verdict.Obstacles[0].Words}";
        }

        var wanted = AmountWords.Needed(shortage.Resource, shortage.Wanted);
        var inAll = miss.Pool.Free(shortage.Resource);
        return inAll >= shortage.Wanted && miss.Pool.Nodes.Count > 1 && shortage.Resource is not ResourceNames.Pods
            ? $"No node has {wanted} free for {report.Candidate}: pool {miss.Pool.Name} has "
                + $"{AmountWords.FreeValue(shortage.Resource, inAll)} free in all, "
                + $"{AmountWords.FreeValue(shortage.Resource, Math.Max(0, shortage.Free))} at most on one node"
            : $"No node takes {report.Candidate}; the nearest is {miss.Verdict.Node}: {shortage.Words}";
    }

    private static string Near(FitReport report, NearestMiss miss)
    {
        var wants = report.Candidate.Demand.Requests.All.Where(amount => amount.Value > 0)
            .Select(amount => AmountWords.Needed(amount.Name, amount.Value)).ToList();
        var asks = wants.Count == 0 ? "" : $" It asks for {string.Join(", ", wants)}.";
        var here = $"Nearest, {miss.Pool.Title}: {string.Join(", ", miss.Verdict.Obstacles.Select(each => each.Words))} "
            + $"on {miss.Verdict.Node}.";
        return miss.WaysOut.Count == 0
            ? $"{here}{asks}"
            : $"{here}{asks}\nIt would fit by {Either([.. miss.WaysOut.Select(way => way.Words)])}."
                + (miss.WaysOut.Select(way => way.Command).FirstOrDefault(command => command is not null) is { } command ? $"\nSay: {command}" : "");
    }

    private static string Awaited(IReadOnlyList<Pod> pods) =>
        $"Counted as taken is the room kept for {string.Join(", ", pods.Take(MostAwaited).Select(pod => $"{pod} on {pod.KeptRoomOn}"))}"
        + $"{(pods.Count > MostAwaited ? $" and {pods.Count - MostAwaited} more" : "")}, for which others had to make way.";

    private static string Either(IReadOnlyList<string> ways) => ways.Count == 1
        ? ways[0]
        : $"{string.Join(", by ", ways.SkipLast(1))}, or by {ways[^1]}";

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>Long names lose their middle before the cause, which stands last, loses a letter.</summary>
    private static string Cut(string verdict)
    {
        while (verdict.Length > LongestVerdict && verdict.Split(' ').MaxBy(word => word.Length) is { Length: > LongestName } name)
        {
            verdict = verdict.Replace(name, $"{name[..12]}...{name[^12..]}", StringComparison.Ordinal);
        }

        return verdict.Length <= LongestVerdict ? verdict : $"{verdict[..(LongestVerdict - 3)]}...";
    }
}
