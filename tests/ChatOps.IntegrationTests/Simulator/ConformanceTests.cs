using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Simulator;

/// <summary>Runs tests/conformance/cluster.py, all of which passes on a real control plane.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    // It takes about 45 s; a cluster that is broken altogether would let every case wait for its patience.
    private const int TenMinutes = 600_000;

    [Fact(Timeout = TenMinutes)]
    public async Task The_simulated_cluster_behaves_like_Kubernetes()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var simulator = await SimulatorProcess.StartNewAsync(new Dictionary<string, string>(), stop);

        var ended = await ChildProcess.RunAsync(
            "python3",
            [Repository.File("tests/conformance/cluster.py"), "--kubeconfig", simulator.Kubeconfig],
            Repository.Root,
            stop,
            [new("PATH", $"{Path.GetDirectoryName(Kubectl.Program)}:{Environment.GetEnvironmentVariable("PATH")}")]);

        output.WriteLine(ended.Output);
        ended.Output.Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal)).ShouldBeEmpty();
        ended.Status.ShouldBe(0, ended.Output);
    }
}
