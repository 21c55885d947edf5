using ChatOps.Fitting;
using ChatOps.Inventory.Placement;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Fitting;

/// <summary>What a real kube-scheduler said of 500 random clusters (tests/recordings/kube-scheduler).</summary>
public sealed class RecordedVerdictsTests
{
    [Fact]
    public void A_pod_fits_exactly_the_nodes_that_the_real_scheduler_gives_it()
    {
        List<string> differences = [];
        var verdicts = 0;
        foreach (var cluster in RecordedCluster.All())
        {
            foreach (var (node, recorded) in cluster.PerNode)
            {
                verdicts++;
                var fits = VerdictOf(cluster, node).Fits;
                if (fits != (recorded!["node"] is not null)) // every node was recorded
                {
                    differences.Add($"case {cluster.Number}, {node}: {(fits ? "fits" : "does not fit")}");
                }
            }
        }

        differences.ShouldBeEmpty();
        verdicts.ShouldBe(1757);
    }

    /// <summary>The recorded message counts the reasons of all nodes; those that the pod isn't pinned to say so or fail before.</summary>
    [Fact]
    public void The_first_reasons_are_of_the_kinds_that_the_real_scheduler_names()
    {
        List<string> differences = [];
        foreach (var cluster in RecordedCluster.All())
        {
            foreach (var (node, recorded) in cluster.PerNode)
            {
                if ((string?)recorded!["message"] is { } message) // every node was recorded
                {
                    var report = FitReport.Of(cluster.PinnedTo(node), cluster.Landscape);
                    var (said, expected) = (Kinds(report.Nodes.SelectMany(FirstReasons)), Kinds(ReasonsIn(message)));
                    if (said != expected)
                    {
                        differences.Add($"case {cluster.Number}, {node}: {said}, recorded: {expected}");
                    }
                }
            }
        }

        differences.ShouldBeEmpty();
    }

    [Fact]
    public void The_pod_itself_fits_somewhere_exactly_when_the_real_scheduler_finds_a_place()
    {
        foreach (var cluster in RecordedCluster.All())
        {
            var report = FitReport.Of(cluster.Candidate(), cluster.Landscape);
            if ((string?)cluster.Whole["node"] is { } node)
            {
                report.Nodes.Where(each => each.Fits).Select(each => each.Node.Name).ShouldContain(node, $"case {cluster.Number}");
            }
            else
            {
                report.Fits.ShouldBeFalse($"case {cluster.Number}");
                Kinds(report.Nodes.SelectMany(FirstReasons))
                    .ShouldBe(Kinds(ReasonsIn((string)cluster.Whole["message"]!)), $"case {cluster.Number}"); // node or message
            }
        }
    }

    private static NodeVerdict VerdictOf(RecordedCluster cluster, string node) =>
        FitReport.Of(cluster.PinnedTo(node), cluster.Landscape).Nodes.Single(each => each.Node.Name == node);

    /// <summary>A node reports its first failing filter only, of which the one for resources names all that is short.</summary>
    private static IEnumerable<string> FirstReasons(NodeVerdict verdict)
    {
        var first = verdict.Obstacles.Take(1);
        return (verdict.Obstacles is [Shortage, ..] ? verdict.Obstacles.OfType<Shortage>() : first).Select(Name);
    }

    private static string Name(Obstacle obstacle) => obstacle switch
    {
        Shortage { Resource: ResourceNames.Pods } => "Too many pods",
        Shortage shortage => $"Insufficient {shortage.Resource}",
        Uneven or NoPlaceLabel => "topology spread",
        Tainted or NodeAway => "taint",
        _ => $"{obstacle.Kind}",
    };

    private static IEnumerable<string> ReasonsIn(string message) =>
        message.Split("available: ")[1].TrimEnd('.').Split(", ")
            .Where(piece => char.IsAsciiDigit(piece[0])) // a taint's words have a comma inside
            .Select(piece => piece.Split(' ', 2))
            .SelectMany(piece => Enumerable.Repeat(NameOf(piece[1]), int.Parse(piece[0])))
            .OfType<string>();

    private static string? NameOf(string reason) => reason switch
    {
        _ when reason.Contains("pod affinity/anti-affinity") => null, // said twice: in general, then in particular
        _ when reason.Contains("taint") => "taint",
        _ when reason.Contains("unschedulable") => nameof(Cordoned),
        _ when reason.Contains("node affinity") => nameof(NotChosen),
        _ when reason.Contains("free ports") => nameof(PortTaken),
        _ when reason.Contains("existing pods") => nameof(KeptAway),
        _ when reason.Contains("anti-affinity rules") => nameof(TooNear),
        _ when reason.Contains("affinity rules") => nameof(TooFar),
        _ when reason.Contains("topology spread") => "topology spread",
        _ => reason,
    };

    private static string Kinds(IEnumerable<string> names) => string.Join(
        "; ", names.CountBy(name => name).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Value} {kind.Key}"));
}
