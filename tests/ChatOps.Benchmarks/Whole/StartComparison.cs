using System.Diagnostics;
using ChatOps.Benchmarks.Report;
using ChatOps.IntegrationTests.Rigs;

namespace ChatOps.Benchmarks.Whole;

/// <summary>From nothing to a bot that is ready, on an empty folder with its own simulated cluster.</summary>
internal sealed class StartComparison : IComparison
{
    private const double MostMilliseconds = 2_000;

    public string Name => "start";

    public async Task<Outcome> RunAsync(Extent extent, CancellationToken cancellationToken)
    {
        var (first, again) = (new List<double>(), new List<double>());
        for (var run = 0; run < extent.Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var host = await HostProcess.StartNewAsync(new Dictionary<string, string>(), cancellationToken);
            first.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await host.TerminateAsync(cancellationToken);
            started = Stopwatch.GetTimestamp();
            await host.StartAsync(cancellationToken);
            again.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var (onNothing, onData) = (Spread.Of(first), Spread.Of(again));
        return new(
            "Start to ready",
            $"{extent.Runs} starts of each, until `/healthz/ready` says 200 (asked every 50 ms).",
            ["", "takes"],
            [["first start: migrations, simulated cluster and Houston", onNothing.In("ms")], ["started again on its data", onData.In("ms")]])
        {
            Targets = [new("start to ready", "under 2 s simulated", onData.In("ms"), "", onData.Median < MostMilliseconds)],
        };
    }
}
