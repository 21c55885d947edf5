using BenchmarkDotNet.Attributes;
using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Adapters.Teams.Cards;
using ChatOps.Chat;

namespace ChatOps.Benchmarks.Inner;

/// <summary><c>pods</c> over 10,000 pods, and what the chat platforms make of the answer. Target: under 10 ms.</summary>
[MemoryDiagnoser]
public class PodsBenchmark
{
    private readonly LargeCluster _cluster = new(nodes: 100, pods: 10_000);
    private Answers _answers = null!; // both are set before all by SetUpAsync
    private Message _message = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _answers = Answers.About(_cluster.Inventory);
        _message = await OfAll();
    }

    [GlobalCleanup]
    public void CleanUp() => _answers.Dispose();

    [Benchmark(Baseline = true)]
    public Task<Message> OfAll() => _answers.AskAsync("pods");

    [Benchmark]
    public Task<Message> OfOneDeployment() => _answers.AskAsync("pods release-7");

    [Benchmark]
    public object Parse() => _answers.Catalog.Parse("pods release-7").Require();

    [Benchmark]
    public object AsBlockKit() => SlackMessage.Render(_message);

    [Benchmark]
    public object AsCard() => AdaptiveCard.Render(_message, refreshes: false);
}
