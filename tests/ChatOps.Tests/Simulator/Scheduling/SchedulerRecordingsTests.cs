using ChatOps.Simulator.Scheduling;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Scheduling;

public sealed class SchedulerRecordingsTests
{
    [Fact]
    public void Every_node_verdict_is_that_of_the_real_scheduler()
    {
        List<string> differences = [];
        var verdicts = 0;
        foreach (var recording in SchedulerRecording.All())
        {
            foreach (var (node, recorded) in recording.PerNode)
            {
                verdicts++;
                var pinned = new PodFit(recording.PinnedTo(node), recording.Cluster).CheckAll();
                var expected = recorded!["node"] is null ? Kinds((string)recorded["message"]!) : $"fits {node}";
                var actual = pinned.Fitting.SingleOrDefault() is { } fitting ? $"fits {fitting.Name}" : Kinds(pinned.Explain());
                if (actual != expected)
                {
                    differences.Add($"case {recording.Number}, {node}: {actual}, recorded: {expected}");
                }
            }
        }

        differences.ShouldBeEmpty();
        verdicts.ShouldBe(1757);
    }

    [Fact]
    public void Every_whole_verdict_is_that_of_the_real_scheduler()
    {
        foreach (var recording in SchedulerRecording.All())
        {
            var verdict = new PodFit(recording.Pending, recording.Cluster).CheckAll();
            if ((string?)recording.Whole["node"] is { } node)
            {
                verdict.Fitting.Select(each => each.Name).ShouldContain(node, $"case {recording.Number}");
            }
            else
            {
                Kinds(verdict.Explain()).ShouldBe(Kinds((string)recording.Whole["message"]!), $"case {recording.Number}");
            }
        }
    }

    /// <summary>
    /// Counts by kind of reason, without the words that changed since: 1.20 spelled taints otherwise (with a comma
    /// inside) and named pod affinity twice for one node, once in general and once in particular.
    /// </summary>
    private static string Kinds(string message) => string.Join(
        "; ",
        message.Split(" preemption:")[0].Split("available: ")[1].TrimEnd('.').Split(", ")
            .Where(piece => char.IsAsciiDigit(piece[0]))
            .Select(piece => piece.Split(' ', 2))
            .Select(piece => (Count: int.Parse(piece[0]), Kind: KindOf(piece[1])))
            .Where(each => each.Kind is not null)
            .GroupBy(each => each.Kind)
            .Select(kind => $"{kind.Sum(each => each.Count)} {kind.Key}")
            .Order(StringComparer.Ordinal));

    private static string? KindOf(string reason) => reason switch
    {
        _ when reason.Contains("pod affinity/anti-affinity") => null,
        _ when reason.Contains("taint") => "taint",
        _ when reason.Contains("node affinity") => "node affinity",
        _ when reason.Contains("existing pods") => "existing pods anti-affinity",
        _ when reason.Contains("anti-affinity rules") => "anti-affinity",
        _ when reason.Contains("affinity rules") => "affinity",
        _ when reason.Contains("topology spread") => "topology spread",
        _ => reason,
    };
}
