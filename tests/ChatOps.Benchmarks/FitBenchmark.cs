using BenchmarkDotNet.Attributes;
using ChatOps.Fitting;

namespace ChatOps.Benchmarks;

/// <summary>
/// What <c>diagnose</c> of a pod that waits costs from the inventory: 5,000 nodes, 100,000 pods of random sizes. Target: under
/// 50 ms.
/// </summary>
[MemoryDiagnoser]
public class FitBenchmark
{
    private readonly LargeCluster _cluster = new(nodes: 5_000, pods: 100_000);

    /// <summary>So that no question pays for what is counted once.</summary>
    [GlobalSetup]
    public void Count() => Landscape.Of(_cluster);

    /// <summary>Nothing has changed since the last question.</summary>
    [Benchmark(Baseline = true)]
    public FitExplanation Explain() => FitExplanation.Of(_cluster.Waiting, _cluster);

    /// <summary>A hundred pods have come, gone or moved since.</summary>
    [Benchmark]
    public FitExplanation ExplainAfterChanges()
    {
        _cluster.Stir(pods: 100);
        return FitExplanation.Of(_cluster.Waiting, _cluster);
    }
}
