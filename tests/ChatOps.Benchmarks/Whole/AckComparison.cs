using System.Globalization;
using ChatOps.Benchmarks.Report;
using ChatOps.IntegrationTests.Rigs;

namespace ChatOps.Benchmarks.Whole;

/// <summary>How soon a slash command has its 200: the bot, which has answered it and put it on record by then, beside a Bolt app that only acknowledges.</summary>
internal sealed class AckComparison : IComparison
{
    private const int PerSecond = 200;
    private const int Connections = 16;
    private const string Query = "pods zodiac-cosmo-1172";
    private const string Answer = "pods of zodiac-cosmo-1172";

    public string Name => "ack";

    public async Task<Outcome> RunAsync(Extent extent, CancellationToken cancellationToken)
    {
        await using var slack = await FakeSlack.StartAsync(cancellationToken);
        await using var host = await HostProcess.StartNewAsync(Commands.Settings(slack), cancellationToken);
        await using var bolt = await BoltApp.StartAsync(cancellationToken);
        var bot = new Contestant("ChatOps, answered and on record", host.Client, "/slack/command", Answer, () => host.ProcessId);
        var peer = new Contestant("Bolt for JavaScript, acknowledged only", bolt.Client, "/slack/events", "ok", () => bolt.ProcessId);
        foreach (var warm in new[] { bot, peer })
        {
            await warm.Load(Query).AtRateAsync(PerSecond, PerSecond, cancellationToken);
        }

        for (var run = 0; run < extent.Runs; run++)
        {
            foreach (var contestant in run % 2 == 0 ? new[] { bot, peer } : [peer, bot])
            {
                contestant.Steady.Add(await contestant.Load(Query).AtRateAsync(
                    PerSecond, (int)(PerSecond * extent.Load.TotalSeconds), cancellationToken));
                contestant.FlatOut.Add(await contestant.Load(Query).FlatOutAsync(Connections, extent.Load / 2, cancellationToken));
                contestant.Resident.Add(ProcessFigures.Resident(contestant.ProcessId()));
            }
        }

        return Tell(bot, peer, extent);
    }

    private static Outcome Tell(Contestant bot, Contestant peer, Extent extent) => new(
        "A slash command until its 200",
        $"{extent.Runs} runs each, in turn: {PerSecond} signed commands a second for {extent.Load.TotalSeconds:0} s, then as many as {Connections} connections carry. The bot "
        + $"answers `{Query}` from its inventory, with an entry of the audit trail committed to SQLite before; the Bolt app verifies the signature and says \"ok\".",
        ["", "p50 at 200/s", "p99 at 200/s", "most", "flat out", "p99 flat out", "memory", "failed"],
        [bot.Row(), peer.Row()])
    {
        Targets =
        [
            new(
                "slash command to 200, durably accepted, at 200/s", "p99 no worse than Bolt's",
                bot.P99.In("ms"), $"Bolt {peer.P99.In("ms")}", bot.P99.Median <= peer.P99.Median),
        ],
    };

    private sealed record Contestant(string Name, HttpClient Client, string Path, string Expected, Func<int> ProcessId)
    {
        public List<Latencies> Steady { get; } = [];

        public List<Latencies> FlatOut { get; } = [];

        public List<double> Resident { get; } = [];

        public Spread P99 => Spread.Of(Steady.Select(run => run.P99));

        public Load Load(string text) => new(Client, number => Commands.Make(Path, text, number), Expected);

        public IReadOnlyList<string> Row() =>
        [
            Name,
            Spread.Of(Steady.Select(run => run.Median)).In("ms"),
            P99.In("ms"),
            Spread.Of(Steady.Select(run => run.Most)).In("ms"),
            Spread.Of(FlatOut.Select(run => run.PerSecond)).In("/s"),
            Spread.Of(FlatOut.Select(run => run.P99)).In("ms"),
            Spread.Of(Resident).In("MiB"),
            $"{Steady.Concat(FlatOut).Sum(run => run.Failed).ToString(CultureInfo.InvariantCulture)}",
        ];
    }
}
