using BenchmarkDotNet.Attributes;
using ChatOps.Chat;

namespace ChatOps.Benchmarks.Inner;

/// <summary>
/// <c>diagnose</c> of a pod that waits, from the words to the message: 5,000 nodes, 100,000 pods of random sizes. Target: under
/// 50 ms.
/// </summary>
[MemoryDiagnoser]
public class FitBenchmark
{
    private readonly LargeCluster _cluster = new(nodes: 5_000, pods: 100_000);
    private Answers _answers = null!; // set before all by SetUpAsync

    /// <summary>So that no question pays for what is counted once.</summary>
    [GlobalSetup]
    public Task SetUpAsync()
    {
        _answers = Answers.About(_cluster.Inventory);
        return Diagnose();
    }

    [GlobalCleanup]
    public void CleanUp() => _answers.Dispose();

    /// <summary>Nothing has changed since the last question.</summary>
    [Benchmark(Baseline = true)]
    public Task<Message> Diagnose() => _answers.AskAsync($"diagnose {_cluster.Waiting.Name}");

    /// <summary>A hundred pods have come, gone or moved since.</summary>
    [Benchmark]
    public Task<Message> DiagnoseAfterChanges()
    {
        _cluster.Stir(pods: 100);
        return Diagnose();
    }
}
